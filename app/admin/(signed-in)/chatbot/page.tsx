import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { FilterChips } from "#components/filter-chips.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { chatbotHealth } from "#lib/chatbot/health.ts";
import { listForwardings } from "#lib/chatbot/list.ts";
import { chatbotSetting } from "#lib/chatbot/save.ts";
import { Pager, pageOf, perPage } from "../../pager.tsx";
import { ChatbotCard } from "./chatbot-card.tsx";
import { ChatbotForm } from "./chatbot-form.tsx";
import { ForwardingTable } from "./forwarding-table.tsx";

export const metadata: Metadata = { title: "チャットボット連携" };

type Props = { searchParams: Promise<{ troubled?: string; page?: string }> };

export default async function ChatbotPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/chatbot");
  const wanted = await searchParams;
  const [troubled, page] = [wanted.troubled === "1", pageOf(wanted.page)];
  const [health, setting, rows] = await Promise.all([
    chatbotHealth(db(), staff),
    chatbotSetting(db(), staff),
    listForwardings(db(), staff, { troubled, limit: perPage + 1, offset: (page - 1) * perPage }),
  ]);
  const mayChange = may(staff, "settings", "edit");
  const { destinations, replyBy, greetBy } = setting;
  return (
    <>
      <PageHeader title="チャットボット連携">
        LINEから届いた内容を、そのままチャットボットへ転送します。誰が住民に返信するかもここで決めます。
      </PageHeader>
      <div className="flex flex-col gap-10">
        {health.length > 0 && (
          <section aria-labelledby="state" className="flex flex-col gap-4">
            <h2 id="state" className="text-std-20B-150">
              転送先の状態
            </h2>
            {health.map((one) => (
              <ChatbotCard key={one.name} chatbot={one} mayTry={mayChange} />
            ))}
          </section>
        )}
        <section aria-labelledby="setting" className="flex flex-col gap-4">
          <h2 id="setting" className="text-std-20B-150">
            転送先と返信の担当
          </h2>
          <ChatbotForm saved={{ destinations, replyBy, greetBy }} mayChange={mayChange} />
        </section>
        <section aria-labelledby="log" className="flex flex-col gap-4">
          <h2 id="log" className="text-std-20B-150">
            転送の記録
          </h2>
          <FilterChips
            label="記録を絞り込む"
            chips={[
              { label: "すべて", href: "/admin/chatbot", isSelected: !troubled },
              { label: "転送できなかったもの", href: "/admin/chatbot?troubled=1", isSelected: troubled },
            ]}
          />
          <ForwardingTable rows={rows.slice(0, perPage)} troubled={troubled} />
          <Pager
            path="/admin/chatbot"
            query={{ troubled: troubled ? "1" : undefined }}
            page={page}
            hasMore={rows.length > perPage}
          />
        </section>
      </div>
    </>
  );
}
