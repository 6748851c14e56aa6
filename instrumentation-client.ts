/**
 * Runs in each browser before any page does. Zod makes its parsers faster by compiling them, which our policy forbids; so it is told
 * not to try (docs/decisions/015-content-security-policy.md). Set where Zod looks, which costs the phone no byte of Zod itself.
 */
const browser = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
browser.__zod_globalConfig ??= {};
browser.__zod_globalConfig.jitless = true;
