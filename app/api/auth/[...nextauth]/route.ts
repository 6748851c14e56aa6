import type { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { authOptions } from "#app/session.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  // There next-auth writes into our log whatever anybody sends. Our pages do not use it.
  if ((await context.params).nextauth[0] === "_log") return new Response(null, { status: 404 });
  return nextAuth(request, context, authOptions());
}

export { handle as GET, handle as POST };
