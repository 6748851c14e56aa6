import type { NextConfig } from "next";

const config: NextConfig = {
  // `npm run check` runs tsc over the whole house; a build needs no second opinion.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "graphile-worker", "pino", "@line/bot-sdk"],
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // Nothing here uses it, and it would fetch any page of ours for whoever asks, past the front.
  images: { unoptimized: true },
  devIndicators: false,
  // `forbidden()`: a page that somebody may not see says so, within the frame.
  // The draft of a registration form with thousands of choices is sent as a whole.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "8mb" } },
  headers: async () => [
    // LINE's in-app browser has no way to empty its cache, so an old form must never outlive a deployment.
    { source: "/liff/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=0, must-revalidate" }] },
  ],
};

export default config;
