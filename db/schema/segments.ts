import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

export const segments = pgTable("segments", {
  key: text().primaryKey(),
  name: text().notNull(),
  rule: jsonb().notNull().$type<unknown>(),
  updatedAt: moment("updated_at").notNull(),
  retiredAt: moment("retired_at"),
});
