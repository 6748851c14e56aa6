import { z } from "zod";
import { imageCarouselAction, templateAction, wholeAreaAction } from "./actions.ts";
import { clusters, countClusters, httpsUrl, list, oneOf, oneOfMessage, text } from "./limits.ts";
import { sharedParts } from "./shared-parts.ts";

const look = {
  imageAspectRatio: oneOf(["rectangle", "square"]).optional(),
  imageSize: oneOf(["cover", "contain"]).optional(),
};
const head = {
  thumbnailImageUrl: httpsUrl().optional(),
  imageBackgroundColor: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "Must be a color code")
    .optional(),
  title: clusters(40).optional(),
  defaultAction: wholeAreaAction.optional(),
};

const buttons = z
  .object({ type: z.literal("buttons"), ...look, ...head, text: clusters(160), actions: list(templateAction, 1, 4) })
  .superRefine(shortTextUnderHead);

const confirm = z.object({ type: z.literal("confirm"), text: clusters(240), actions: list(templateAction, 2, 2) });

const column = z
  .object({ ...head, text: clusters(120), actions: list(templateAction, 1, 3) })
  .superRefine(shortTextUnderHead);

const carousel = z
  .object({ type: z.literal("carousel"), ...look, columns: list(column, 1, 10) })
  .superRefine(({ columns }, context) => {
    for (const [at, one] of columns.entries()) {
      if (one.actions.length !== columns[0]?.actions.length)
        context.addIssue({
          code: "custom",
          path: ["columns", at, "actions"],
          message: "Must be the same in all columns",
        });
    }
  });

const imageCarousel = z.object({
  type: z.literal("image_carousel"),
  columns: list(z.object({ imageUrl: httpsUrl(), action: imageCarouselAction }), 1, 10),
});

export const templateMessage = z.object({
  ...sharedParts,
  type: z.literal("template"),
  altText: text(1500),
  template: z.discriminatedUnion("type", [buttons, confirm, carousel, imageCarousel], {
    error: () => oneOfMessage(["buttons", "confirm", "carousel", "image_carousel"]),
  }),
});

type Headed = { text: string; title?: string | undefined; thumbnailImageUrl?: string | undefined };

function shortTextUnderHead(card: Headed, context: z.RefinementCtx) {
  if (!card.title && !card.thumbnailImageUrl) return;
  if (countClusters(card.text) > 60)
    context.addIssue({ code: "custom", path: ["text"], message: "Length must be between 0 and 60" });
}
