import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import type { Actor } from "#lib/actor.ts";
import { addStaff } from "#lib/staff/members.ts";
import { type Control, createControl } from "../sandbox/control.ts";

export const firstAccount = { email: "admin@example.jp", name: "広報課 管理者" };

const system: Actor = { kind: "system", task: "はじめの設定" };

/** The first account, so that somebody can sign in at all. Does nothing once there is one. */
export async function addFirstAccount(db: Db, password: string): Promise<void> {
  if ((await db.$count(staff)) > 0) return;
  await addStaff(db, system, { ...firstAccount, password, permissions: "send" });
}

type DemoResident = { displayName: string; userId: string; friend: boolean; answers?: Record<string, unknown> };

/** The residents whose phones /sandbox shows: neighbours in different wards, with different interests. */
export const demoResidents: DemoResident[] = [
  {
    displayName: "佐藤 はな（青葉区）",
    userId: `U${"a1".repeat(16)}`,
    friend: true,
    answers: { ward: "aoba", topics: { crime: ["aoba"], bear: ["aoba"], evacuation: ["aoba", "miyagino"] } },
  },
  {
    displayName: "鈴木 一郎（泉区）",
    userId: `U${"b2".repeat(16)}`,
    friend: true,
    answers: { ward: "izumi", topics: { crime: ["izumi"], bear: ["izumi", "aoba"], subway: ["izumi"] } },
  },
  {
    displayName: "高橋 みどり（太白区）",
    userId: `U${"c3".repeat(16)}`,
    friend: true,
    answers: {
      ward: "taihaku",
      topics: { missing: ["taihaku"], comment: ["taihaku"], evacuation: ["taihaku"], crime: ["taihaku"] },
    },
  },
  { displayName: "伊藤 健（登録前）", userId: `U${"d4".repeat(16)}`, friend: true },
  { displayName: "山本 さくら（友だちではない）", userId: `U${"e5".repeat(16)}`, friend: false },
];

/**
 * Brings the demo residents to life the way real ones come: they add the account (webhook, greeting) and register
 * in the LIFF form. The web app, the worker and the sandbox must be running.
 */
export async function setUpDemoResidents({
  webUrl,
  sandboxUrl,
}: {
  webUrl: string;
  sandboxUrl: string;
}): Promise<void> {
  const control = createControl(sandboxUrl);
  const known = new Set((await control.residents()).residents.map((resident) => resident.userId));
  for (const { displayName, userId, friend, answers } of demoResidents) {
    if (known.has(userId)) continue;
    await control.addResident({ displayName, userId, friend: false, phone: true });
    if (friend) await follow(control, userId);
    if (answers) await register(webUrl, await control.idToken(userId), answers);
  }
}

const tries = 5;

/** The city may still be warming up: an event it did not take in time is sent again, as LINE does. */
async function follow(control: Control, userId: string): Promise<void> {
  const { webhookEventId, webhook } = await control.follow(userId);
  let isTaken = webhook.success;
  for (let attempt = 1; !isTaken && attempt < tries; attempt++) {
    await sleep(500);
    isTaken = (await control.sendAgain(webhookEventId)).success;
  }
}

async function register(webUrl: string, idToken: string, answers: object): Promise<void> {
  const headers = { authorization: `Bearer ${idToken}`, "content-type": "application/json" };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${webUrl}/api/liff/preferences`, {
      method: "PUT",
      headers,
      body: JSON.stringify({ answers }),
    });
    if (response.ok) return;
    if (attempt === tries) throw new Error(`登録できませんでした（${response.status} ${await response.text()}）`);
    await sleep(500);
  }
}
