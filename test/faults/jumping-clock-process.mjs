// Loaded into a service before anything else: SIGUSR2 sets its clock an hour ahead, as a wrong NTP server would.
const HOUR_MS = 3_600_000;
const RealDate = Date;
let aheadMs = 0;

process.on('SIGUSR2', () => (aheadMs += HOUR_MS));

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [target.now() + aheadMs], self),
  get: (target, name) => (name === 'now' ? () => target.now() + aheadMs : /** @type {any} */ (target)[name]),
});
