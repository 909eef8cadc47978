export {
  CurrentPrincipal,
  NamedBy,
  namedLater,
  nameIn,
  namesIn,
  OpenToAll,
  RequireScope,
  type Scope,
} from './access.decorators.js';
export { NameNotFoundError } from './access.errors.js';
export { ACCESS, AccessGuard, type Access } from './access.guard.js';
export { AccessObserver, type Deed } from './access.observer.js';
export { permit } from './access.pass.js';
export { covers, principalOf, type Principal } from './access.principal.js';
export { AccessTable, type AccessRule } from './access.table.js';
export { Answers, HttpController, RpcController, Streams, TakesText } from './controllers.js';
export { ErrorFilter } from './error.filter.js';
export type { EventStream, ServerSentEvent } from './event-stream.js';
export { defineFeature, type Exposure } from './feature.js';
export { inputPipe } from './input.pipe.js';
export { observeRpc } from './observe.js';
export { problem, type Problem } from './problem.js';
export {
  RedisRpcClient,
  type RpcCallOptions,
  type RpcClientOptions,
  type RpcGatherOptions,
} from './redis-rpc.client.js';
export type { MessageKey } from './rpc.envelope.js';
export type { MessageGate, Signer } from './rpc.gate.js';
export { signMessages, type Signing } from './rpc.signing.js';
export { RedisServerStrategy, type RedisServerOptions } from './redis-server.strategy.js';
export { NoRespondersError, RpcClosedError, RpcOverloadedError, RpcTimeoutError } from './rpc.errors.js';
export { identifyEvent } from './rpc.packets.js';
export { OpenSocket, type Talk } from './socket.js';
export { SocketsFullError, SocketsMissingError, UpgradeRequiredError } from './sockets.errors.js';
export { Sockets } from './sockets.js';
