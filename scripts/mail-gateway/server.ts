import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { AllowedAddresses } from "#lib/addresses/allowed.ts";
import { log } from "#lib/log.ts";
import { largestMail } from "#lib/mail/receive.ts";
import { clientOf } from "./client.ts";
import { type Door, type Envelope, handIn } from "./hand-in.ts";
import { type Proof, type ProofOptions, proofOf } from "./proof.ts";

export type GatewayOptions = {
  host: string;
  port: number;
  door: Door;
  /** Who may connect at all. */
  peers: AllowedAddresses;
  /** Addresses we take mail for, in lower case; empty: all. */
  recipients: string[];
  /** Our own relays: who brought them the mail is what counts. */
  relays: AllowedAddresses;
  /** How SPF, DKIM and DMARC are checked; null: not at all. */
  proof: ProofOptions | null;
  /** With a certificate, STARTTLS is offered. */
  tls?: { cert: Buffer; key: Buffer };
};

const mostRecipients = 20;
/** Whoever finds no room tries again; each may hold a mail of the largest size in memory. */
const mostClients = 100;
const idleMs = 60_000;

/** An SMTP server that says 250 only after the API has stored the mail. It relays nothing and answers nobody. */
export async function startMailGateway(options: GatewayOptions): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    ...options.tls,
    name: "kairan",
    banner: "Kairan mail gateway",
    size: largestMail,
    maxClients: mostClients,
    socketTimeout: idleMs,
    closeTimeout: 10_000,
    disableReverseLookup: true,
    disabledCommands: options.tls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    logger: false,
    onConnect: (session, done) => done(refusePeer(options, session)),
    onRcptTo: (address, session, done) => done(refuseRecipient(options, address, session)),
    onData: (stream, session, done) => void takeMail(options, stream, session).then((text) => done(null, text), done),
  });
  server.on("error", (error) => log.warn({ code: (error as NodeJS.ErrnoException).code }, "mail gateway connection"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(code: number, text: string) {
    super(text);
    this.responseCode = code;
  }
}

function refusePeer({ peers }: GatewayOptions, { remoteAddress }: SMTPServerSession): Refusal | null {
  return peers.allows(remoteAddress) ? null : new Refusal(554, "5.7.1 This host may not send here");
}

function refuseRecipient(
  { recipients }: GatewayOptions,
  { address }: SMTPServerAddress,
  { envelope }: SMTPServerSession,
): Refusal | null {
  if (recipients.length > 0 && !recipients.includes(address.toLowerCase()))
    return new Refusal(550, "5.1.1 No such recipient here");
  return envelope.rcptTo.length < mostRecipients ? null : new Refusal(452, "4.5.3 Too many recipients");
}

async function takeMail(
  options: GatewayOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const raw = await readAll(stream);
  if (stream.sizeExceeded) throw new Refusal(552, "5.3.4 Message too large");
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address) };
  const auth = await check(options, raw, envelope, session);
  const { code, text } = await handIn(options.door, raw, envelope, auth);
  log.info({ code, bytes: raw.length, ...auth }, "mail handed in");
  if (code !== 250) throw new Refusal(code, text);
  return text;
}

async function check(
  { proof, relays }: GatewayOptions,
  raw: Buffer,
  { from }: Envelope,
  { remoteAddress, hostNameAppearsAs }: SMTPServerSession,
): Promise<Proof | undefined> {
  if (!proof) return undefined;
  const peer = { ip: remoteAddress, helo: hostNameAppearsAs || "unknown" };
  return proofOf(raw, from, clientOf(peer, raw, relays), proof);
}

/** What is too large is read to its end and dropped, so that the sender hears our answer. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as Readable) {
    length += (chunk as Buffer).length;
    if (length <= largestMail) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
