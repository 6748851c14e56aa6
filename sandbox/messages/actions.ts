import { z } from "zod";
import { clusters, oneOf, oneOfMessage, tapUri, text } from "./limits.ts";

type LabelRule = { max: number; required: boolean };

/** What a tap may do. The same actions stand in several places, which differ in how long a label may be. */
export const templateAction = action({ max: 20, required: true });
export const imageCarouselAction = action({ max: 12, required: false });
export const wholeAreaAction = action({ max: 40, required: false });
export const flexButtonAction = action({ max: 40, required: true });
export const quickReplyAction = action({ max: 20, required: true }, true);

function action(rule: LabelRule, inQuickReply = false) {
  const label = rule.required ? clusters(rule.max) : clusters(rule.max).optional();
  const everywhere = [postback(label), message(label), uri(label), datetimepicker(label), clipboard(label)] as const;
  const members = inQuickReply ? ([...everywhere, ...phoneActions(label)] as const) : everywhere;
  const types = members.map((member) => member.shape.type.value);
  return z.discriminatedUnion("type", members, { error: () => oneOfMessage(types) });
}

type Label = z.ZodType<string | undefined>;

function postback(label: Label) {
  return z
    .strictObject({
      type: z.literal("postback"),
      label,
      data: text(300),
      displayText: clusters(300).optional(),
      text: clusters(300).optional(),
      inputOption: oneOf(["closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"]).optional(),
      fillInText: clusters(300).optional(),
    })
    .refine((one) => !(one.displayText && one.text), { path: ["displayText"], message: "Cannot be used with text" })
    .refine((one) => !one.fillInText || one.inputOption === "openKeyboard", {
      path: ["fillInText"],
      message: "Requires inputOption openKeyboard",
    });
}

function message(label: Label) {
  return z.strictObject({ type: z.literal("message"), label, text: clusters(300) });
}

function uri(label: Label) {
  const altUri = z.strictObject({ desktop: tapUri().optional() }).optional();
  return z.strictObject({ type: z.literal("uri"), label, uri: tapUri(), altUri });
}

function clipboard(label: Label) {
  return z.strictObject({ type: z.literal("clipboard"), label, clipboardText: text(1000) });
}

function phoneActions(label: Label) {
  return [
    z.strictObject({ type: z.literal("camera"), label }),
    z.strictObject({ type: z.literal("cameraRoll"), label }),
    z.strictObject({ type: z.literal("location"), label }),
  ] as const;
}

const pickerForms = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  datetime: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d$/,
};

function datetimepicker(label: Label) {
  return z
    .strictObject({
      type: z.literal("datetimepicker"),
      label,
      data: text(300),
      mode: oneOf(["date", "time", "datetime"]),
      initial: z.string().optional(),
      max: z.string().optional(),
      min: z.string().optional(),
    })
    .superRefine((picker, context) => {
      for (const key of ["initial", "max", "min"] as const) {
        const value = picker[key];
        if (value === undefined || pickerForms[picker.mode].test(value)) continue;
        context.addIssue({ code: "custom", path: [key], message: `Must be a ${picker.mode}` });
      }
      if (picker.min && picker.max && picker.min >= picker.max)
        context.addIssue({ code: "custom", path: ["min"], message: "Must be before max" });
    });
}
