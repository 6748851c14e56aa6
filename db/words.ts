/** Status words and other closed lists. Pure and browser-safe: doors, forms and tables share them. */

export const broadcastStatuses = [
  "draft",
  "awaiting_approval",
  "scheduled",
  "sending",
  "paused",
  "sent",
  "canceled",
  "stopped",
] as const;
export type BroadcastStatus = (typeof broadcastStatuses)[number];

export const deliveryStatuses = ["pending", "sending", "accepted", "rejected", "expired"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What became of a broadcast that was put before a second person; `lapsed`: its hour passed while it waited. */
export type ApprovalDecision = "approved" | "rejected" | "withdrawn" | "lapsed" | "bypassed";

/** What a person made of a delivery of which nobody knows whether LINE took it. */
export type ExpiredDecision = "resent" | "let_go";

export const mailStates = [
  "received",
  "held",
  "forwarded",
  "unmatched",
  "refused",
  "unreadable",
  "duplicate",
  "dismissed",
] as const;
export type MailState = (typeof mailStates)[number];

export const eventStates = ["received", "handled", "ignored", "failed"] as const;
export type EventState = (typeof eventStates)[number];

export const forwardingStates = ["pending", "sending", "forwarded", "refused", "timed_out", "too_late"] as const;
export type ForwardingState = (typeof forwardingStates)[number];

export const lanes = ["urgent", "normal", "test"] as const;
export type Lane = (typeof lanes)[number];

export const broadcastSources = ["staff", "api", "mail"] as const;
export type BroadcastSource = (typeof broadcastSources)[number];

export const questionKinds = ["single", "multiple", "grid", "number", "text"] as const;

/** What permissions are given for, each by itself. */
export const features = [
  "broadcasts",
  "segments",
  "form",
  "richMenus",
  "mail",
  "analytics",
  "staff",
  "settings",
  "activity",
] as const;
export type Feature = (typeof features)[number];

/** From nothing to everything: each includes the ones before it. Who may send may also approve what others submit. */
export const permissions = ["none", "view", "edit", "send"] as const;
export type Permission = (typeof permissions)[number];

/** What came of an attempt to sign in. `password_accepted`: the second factor was still to come. */
export const signInOutcomes = [
  "signed_in",
  "password_accepted",
  "password_wrong",
  "code_wrong",
  "throttled",
  "oidc_signed_in",
  "oidc_refused",
] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];
