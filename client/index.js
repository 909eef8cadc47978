import createClient from 'openapi-fetch';

export function createRookeryClient({ apiKey, headers, ...options }) {
  return createClient({
    ...options,
    headers: { ...(apiKey && { authorization: `Bearer ${apiKey}` }), ...headers },
  });
}
