"use server";

import { control } from "./control.ts";
import { type PhoneState, readPhones } from "./phones.ts";

/** What a resident does with the phone. Each answers whether the city heard of it. */
export async function follow(userId: string): Promise<boolean> {
  return (await control().follow(userId)).webhook.success;
}

export async function block(userId: string): Promise<boolean> {
  return (await control().unfollow(userId)).webhook.success;
}

export async function write(userId: string, text: string): Promise<boolean> {
  return (await control().writeText(userId, text)).webhook.success;
}

export async function tap(userId: string, tapped: { data: string; displayText?: string }): Promise<boolean> {
  return (await control().tapPostback(userId, tapped)).webhook.success;
}

export async function addResident(displayName: string): Promise<void> {
  await control().addResident({ displayName, friend: false });
}

export async function reload(): Promise<PhoneState[]> {
  return readPhones();
}
