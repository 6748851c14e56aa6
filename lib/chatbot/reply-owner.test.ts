import { expect, it } from "vitest";
import { type ReplyOwner, replyOwner } from "./reply-owner.ts";

const none = { replyBy: "chatbot", greetBy: "kairan", destinations: [] } as const;
const usual = { ...none, destinations: [{}] } as const;
const token = { replyToken: "t", mode: "active" };
const code = { type: "message", message: { text: "テスト０1234567 " }, ...token };
const question = { type: "message", message: { text: "ごみの日は？" }, ...token };
const sticker = { type: "message", message: {}, ...token };
const follow = { type: "follow", ...token };
const tap = { type: "postback", ...token };

const table: [
  what: string,
  event: Parameters<typeof replyOwner>[0],
  agreed: Parameters<typeof replyOwner>[1],
  ReplyOwner,
][] = [
  ["a question without a chatbot", question, none, "kairan"],
  ["a question", question, usual, "chatbot"],
  ["a question, when the city answers itself", question, { ...usual, replyBy: "kairan" }, "kairan"],
  ["a sticker", sticker, usual, "chatbot"],
  ["a tap", tap, usual, "chatbot"],
  ["a kind of event that does not exist yet", { type: "telepathy", ...token }, usual, "chatbot"],
  ["a new friend", follow, usual, "kairan"],
  ["a new friend whom the chatbot greets", follow, { ...usual, greetBy: "chatbot" }, "chatbot"],
  ["a new friend whom an absent chatbot should greet", follow, { ...none, greetBy: "chatbot" }, "kairan"],
  ["a new friend, when only answers are the city's", follow, { ...usual, replyBy: "kairan" }, "kairan"],
  ["a test recipient's code", code, usual, "kairan"],
  ["a code, when the chatbot greets as well", code, { ...usual, greetBy: "chatbot" }, "kairan"],
  ["a code as a tap", { ...code, type: "postback" }, usual, "chatbot"],
  ["standby", { ...question, mode: "standby" }, usual, "nobody"],
  ["a new friend in standby", { ...follow, mode: "standby" }, usual, "nobody"],
  ["a code in standby", { ...code, mode: "standby" }, usual, "nobody"],
  ["a mode that does not exist yet", { ...question, mode: "sleepy" }, usual, "nobody"],
  ["no mode at all", { ...question, mode: undefined }, usual, "chatbot"],
  ["no token", { ...question, replyToken: undefined }, usual, "nobody"],
  ["somebody who left", { type: "unfollow", mode: "active" }, usual, "nobody"],
];

it.each(table)("%s", (_, event, agreed, owner) => {
  expect(replyOwner(event, agreed)).toBe(owner);
});
