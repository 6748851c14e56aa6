/** The whole schema, for drizzle-kit. Code imports the noun's own file. */
export * from "./activity.ts";
export * from "./broadcasts.ts";
export * from "./events.ts";
export * from "./followers.ts";
export * from "./form.ts";
export * from "./mails.ts";
export * from "./segments.ts";
export * from "./settings.ts";
export * from "./staff.ts";
