/** Functions of `deadlines.lua` */
export const deadlines = new URL('./deadlines.lua', import.meta.url);
/** Functions of `child-error.lua` */
export const childError = new URL('./child-error.lua', import.meta.url);
/** Functions of `kin.lua` */
export const kin = new URL('./kin.lua', import.meta.url);
/** Functions of `finish.lua` */
export const finish = new URL('./finish.lua', import.meta.url);
/** Functions of `limits.lua` */
export const limits = new URL('./limits.lua', import.meta.url);
/** Functions of `outcome.lua` */
export const outcome = new URL('./outcome.lua', import.meta.url);
/** Functions of `put.lua` */
export const put = new URL('./put.lua', import.meta.url);
/** Functions of `refusal.lua` */
export const refuse = new URL('./refusal.lua', import.meta.url);
/** Functions of `release.lua` */
export const release = new URL('./release.lua', import.meta.url);
/** Functions of `room.lua` */
export const room = new URL('./room.lua', import.meta.url);
/** Functions of `stop.lua` */
export const stop = new URL('./stop.lua', import.meta.url);
/** Functions of `tell.lua` */
export const tell = new URL('./tell.lua', import.meta.url);
/** Functions of `take.lua` */
export const take = new URL('./take.lua', import.meta.url);
/** Functions of `wake.lua` */
export const wake = new URL('./wake.lua', import.meta.url);
/** Functions of `enter-group.lua` */
export const enterGroup = new URL('./enter-group.lua', import.meta.url);
/** Functions of `forget.lua` */
export const forget = new URL('./forget.lua', import.meta.url);
/** Functions of `groups.lua` */
export const groups = new URL('./groups.lua', import.meta.url);
/** Functions of `lend.lua` */
export const lend = new URL('./lend.lua', import.meta.url);
/** Functions of `take-groups.lua` */
export const takeGroups = new URL('./take-groups.lua', import.meta.url);
