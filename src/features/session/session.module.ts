import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { SessionCookies } from './session.cookies.js';
import { SessionCore } from './session.core.js';
import { SessionEvents } from './session.events.js';
import { SessionGuard } from './session.guard.js';
import { SessionHttpController } from './session.http.controller.js';
import { sessionOptions } from './session.options.js';
import { SessionPartitions } from './session.partitions.js';
import { SessionPresence } from './session.presence.js';
import { SessionReplication } from './session.replication.js';
import { SessionRpcController } from './session.rpc.controller.js';
import { SessionService } from './session.service.js';
import { SessionUsersHttpController } from './session.users.http.controller.js';
import { SessionSweeper } from './session.worker.js';

const face = [SessionService, SessionPresence, SessionEvents, SessionCookies, SessionGuard];

const parts = [SessionCore, SessionPartitions, SessionReplication, SessionSweeper];

/** Sessions of users, and who is online. */
@Module({ providers: [...face, ...parts], exports: face })
export class SessionModule extends defineFeature(sessionOptions, {
  http: [SessionHttpController, SessionUsersHttpController],
  rpc: SessionRpcController,
}) {}
