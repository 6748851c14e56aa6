import type { Client } from "#db/client.ts";
import { mailHead } from "#lib/activity/mail-head.ts";
import { forgetActivities } from "#lib/activity/retention.ts";
import { mailApproval } from "#lib/broadcasts/mail-submission.ts";
import { startBroadcast } from "#lib/broadcasts/start.ts";
import { sweep } from "#lib/broadcasts/sweep.ts";
import { expireDeliveries } from "#lib/deliveries/expire.ts";
import { handleEvents } from "#lib/events/handle.ts";
import { sweepEvents } from "#lib/events/sweep.ts";
import { checkFriendship } from "#lib/followers/check.ts";
import { runImport } from "#lib/followers/import.ts";
import { noteFollowerCounts } from "#lib/followers/over-time.ts";
import type { Tasks } from "#lib/jobs/run.ts";
import type { LineClient } from "#lib/line/client.ts";
import { handleMail } from "#lib/mail/handle.ts";
import { sweepMails } from "#lib/mail/sweep.ts";
import { tellStaff } from "#lib/notices/tell.ts";
import { reconcileYesterday } from "#lib/reconciliation/reconcile.ts";
import { forgetMails } from "#lib/retention/mails.ts";
import { forgetRecipients } from "#lib/retention/retention.ts";
import { forgetSignIns } from "#lib/retention/sign-ins.ts";
import { forgetWebhookCalls } from "#lib/retention/webhooks.ts";
import { mailInvitation } from "#lib/staff/mail-invitation.ts";

/** Each job's name and the one verb it calls. */
export function tasksOf(client: Client, line: LineClient): Tasks {
  const { db } = client;
  return {
    "mail.handle": ({ id }) => handleMail(db, String(id)),
    "broadcast.start": ({ id }) => startBroadcast(db, String(id)),
    "approval.mail": ({ id }) => mailApproval(db, String(id)),
    "events.handle": ({ callIds }) => handleEvents(db, line, callIds as string[]),
    "follower.check": ({ followerId }) => checkFriendship(db, line, Number(followerId)),
    "followers.import": ({ id }) => runImport(db, line, String(id)),
    census: () => noteFollowerCounts(db),
    "notice.tell": ({ id }) => tellStaff(db, line, String(id)),
    "staff.invite": ({ id }) => mailInvitation(db, String(id)),
    "mail-head": () => mailHead(db),
    reconcile: () => reconcileYesterday(db, line),
    retention: async () => {
      await forgetRecipients(db);
      await forgetMails(db);
      await forgetWebhookCalls(db);
      await forgetActivities(db);
      await forgetSignIns(db);
    },
    sweep: async () => {
      await sweep(db);
      await sweepMails(db);
      await sweepEvents(db);
      await expireDeliveries(db);
    },
  };
}
