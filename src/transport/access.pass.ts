import type { Type } from '@nestjs/common';

/** Whether somebody may do what the handler of a route does, with this input. Rejects where not. */
type Pass = (controller: Type, handler: string, input: Readonly<Record<string, unknown>>) => Promise<void>;

// Beside the request and not on it, as principals are.
const passes = new WeakMap<object, Pass>();

/** Notes how to ask again what who sent a request may do: behind a socket one request is the door to many deeds. */
export function issuePass(request: object, pass: Pass): void {
  passes.set(request, pass);
}

/**
 * Resolves where who sent a request, which opened a socket, may do what a route does; by the key as it is now. Where nobody asks
 * for keys, or a guard of the host app has let the request in, that is everything.
 *
 * @throws UnauthorizedException, ForbiddenException, NameNotFoundError
 */
export async function permit(request: object, ...deed: Parameters<Pass>): Promise<void> {
  await passes.get(request)?.(...deed);
}
