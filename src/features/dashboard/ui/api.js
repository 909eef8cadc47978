const path = document.querySelector('meta[name="rookery-api"]')?.getAttribute('content') ?? '/v1';
const base = new URL(`.${path}/`, document.baseURI);
const KEY = 'rookery-key';

/** What the service refused, or that it could not be asked. `code` is stable; the message says what to do. */
export class ApiError extends Error {
  /** @param {{ code: string, detail: string, status: number }} problem */
  constructor({ code, detail, status }) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** The API key of whoever sits here, for as long as this tab is open; empty where none is asked for. */
export const apiKey = {
  get: () => sessionStorage.getItem(KEY) ?? '',
  set: (/** @type {string} */ key) => sessionStorage.setItem(KEY, key),
};

/**
 * @param {string} method
 * @param {string} route under `/v1`, without a slash in front
 * @param {{ body?: unknown, signal?: AbortSignal }} [request]
 * @returns {Promise<any>} the body of the answer; undefined where it has none
 */
export async function call(method, route, { body, signal } = {}) {
  const response = await ask(route, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/**
 * @param {string} route
 * @param {{ method?: string, body?: string, signal?: AbortSignal, headers?: Record<string, string> }} [request]
 */
export async function ask(route, request = {}) {
  const key = apiKey.get();
  const headers = {
    accept: 'application/json',
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    ...(key && { authorization: `Bearer ${key}` }),
    ...request.headers,
  };
  const response = await fetch(new URL(route, base), { ...request, headers }).catch((error) => {
    if (error instanceof DOMException) throw error; // the page did not want it any more
    throw new ApiError({
      code: 'NO_ANSWER',
      status: 0,
      detail: 'The service does not answer. Is it still running? This page tries again by itself.',
    });
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

/** @param {Response} response */
async function problemOf(response) {
  const fallback = { code: 'UNKNOWN', detail: `The service answered ${response.status}.` };
  const problem = await response.json().catch(() => fallback);
  return { ...fallback, ...problem, status: response.status };
}
