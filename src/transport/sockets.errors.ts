import { AppError } from '../kernel/errors.js';

/** The route is one for WebSockets, and was asked for a page. */
export class UpgradeRequiredError extends AppError {
  static override readonly code = 'UPGRADE_REQUIRED';
  static override readonly kind = 'invalid';

  constructor() {
    super('This route opens a WebSocket: ask for one, `new WebSocket(url)` in a browser');
  }
}

/** This process has as many sockets open as it takes, or shuts down; another one may have room. */
export class SocketsFullError extends AppError {
  static override readonly code = 'SOCKETS_FULL';
  static override readonly kind = 'unavailable';

  constructor() {
    super('This process takes no further WebSocket now; come back');
  }
}

/** The app that imports the package has not installed what sockets need. */
export class SocketsMissingError extends AppError {
  static override readonly code = 'SOCKETS_MISSING';
  static override readonly kind = 'unavailable';

  constructor() {
    super('WebSockets need the package `ws`, which is not installed');
  }
}
