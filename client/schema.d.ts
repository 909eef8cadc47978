// Written by "npm run docs" from docs/reference/openapi.json.

export interface paths {
  '/v1/kv/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a value */
    get: operations['KvHttpController_get'];
    /** Store a value */
    put: operations['KvHttpController_set'];
    post?: never;
    /** Remove a value */
    delete: operations['KvHttpController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/kv/{key}/increment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add to a counter */
    post: operations['KvHttpController_increment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/kv/{key}/expire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set the time to live */
    post: operations['KvHttpController_expire'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/pipeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run many commands in one round trip */
    post: operations['PipelineHttpController_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/collections/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the items */
    get: operations['CollectionsHttpController_count'];
    put?: never;
    post?: never;
    /** Remove all items */
    delete: operations['CollectionsHttpController_drop'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/collections/{name}/items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List items in order of insertion */
    get: operations['CollectionsHttpController_list'];
    put?: never;
    /** Insert a batch of items */
    post: operations['CollectionsHttpController_insert'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/collections/{name}/items/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an item */
    get: operations['CollectionsHttpController_read'];
    put?: never;
    post?: never;
    /** Remove an item */
    delete: operations['CollectionsHttpController_delete'];
    options?: never;
    head?: never;
    /** Set and remove fields of an item */
    patch: operations['CollectionsHttpController_patch'];
    trace?: never;
  };
  '/v1/rate-limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the policies */
    get: operations['RateLimitHttpController_listPolicies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a policy */
    get: operations['RateLimitHttpController_getPolicy'];
    /** Define a policy, for all processes */
    put: operations['RateLimitHttpController_setPolicy'];
    post?: never;
    /** Remove what was set at run time */
    delete: operations['RateLimitHttpController_removePolicy'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/take': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take from several limits, all or none */
    post: operations['RateLimitHttpController_takeAll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/take': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take from a limit, if there is enough */
    post: operations['RateLimitHttpController_take'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/penalize': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Use up units, even what is not there */
    post: operations['RateLimitHttpController_penalize'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/reward': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give units back */
    post: operations['RateLimitHttpController_reward'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/block': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Deny a subject everything for some time */
    post: operations['RateLimitHttpController_block'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/{subject}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See what a take would be answered */
    get: operations['RateLimitHttpController_peek'];
    put?: never;
    post?: never;
    /** Forget what a subject has used */
    delete: operations['RateLimitHttpController_reset'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/acquire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hold a place, if one is free */
    post: operations['RateLimitLeasesHttpController_acquire'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/renew': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keep a place */
    post: operations['RateLimitLeasesHttpController_renew'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rate-limits/{policy}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a place back */
    post: operations['RateLimitLeasesHttpController_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the process and its features do, for Prometheus */
    get: operations['MetricsHttpController_scrape'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/livez': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process runs; says nothing of Redis */
    get: operations['HealthHttpController_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether requests can be served, and if not, why */
    get: operations['HealthHttpController_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @example {
     *       "value": {
     *         "hello": "world"
     *       },
     *       "ttlMs": 60000
     *     }
     */
    KvSet: {
      /** @description Any JSON value */
      value: unknown;
      /** @description Time to live in milliseconds */
      ttlMs?: number;
      /** @description Store only if the key has no value */
      ifAbsent?: boolean;
      /** @description Store only if the value is still of this version */
      ifVersion?: string;
    };
    /**
     * @example {
     *       "key": "greeting",
     *       "version": "0b71286e1d9a4d2f1f1f1ee4b9ee10b2a4ea2f32"
     *     }
     */
    KvStored: {
      key: string;
      /** @description Changes when the value changes: the SHA-1 of its JSON */
      version: string;
    };
    /**
     * @example {
     *       "key": "greeting",
     *       "value": {
     *         "hello": "world"
     *       },
     *       "ttlMs": 59871,
     *       "version": "0b71286e1d9a4d2f1f1f1ee4b9ee10b2a4ea2f32"
     *     }
     */
    KvEntry: {
      key: string;
      /** @description Any JSON value */
      value: unknown;
      /** @description What is left of its time to live; null if it has none */
      ttlMs: number | null;
      /** @description Changes when the value changes: the SHA-1 of its JSON */
      version: string;
    };
    /**
     * @default {}
     * @example {
     *       "by": 1,
     *       "ttlMs": 60000
     *     }
     */
    KvIncrement: {
      /**
       * @description What to add; negative to subtract
       * @default 1
       */
      by?: number;
      /** @description Time to live of a counter that this call creates; an existing one keeps its own */
      ttlMs?: number;
    };
    /**
     * @example {
     *       "value": 1
     *     }
     */
    KvCounter: {
      value: number;
    };
    /**
     * @example {
     *       "ttlMs": 60000
     *     }
     */
    KvExpire: {
      /** @description New time to live; null to keep the value for ever */
      ttlMs: number | null;
    };
    KvExpiry: {
      key: string;
      ttlMs: number | null;
    };
    /**
     * @example {
     *       "atomic": true,
     *       "commands": [
     *         {
     *           "op": "set",
     *           "key": "cart:{42}:owner",
     *           "value": "ada"
     *         },
     *         {
     *           "op": "rpush",
     *           "key": "cart:{42}:items",
     *           "values": [
     *             "book",
     *             "lamp"
     *           ]
     *         },
     *         {
     *           "op": "increment",
     *           "key": "cart:{42}:changes"
     *         }
     *       ]
     *     }
     */
    Pipeline: {
      /**
       * @description All commands or none, and nothing of others in between
       * @default false
       */
      atomic?: boolean;
      commands: components['schemas']['PipelineCommand'][];
    };
    PipelineCommand:
      | {
          /** @enum {string} */
          op: 'get';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'set';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Any JSON value */
          value: unknown;
          /** @description Time to live in milliseconds */
          ttlMs?: number;
          ifAbsent?: boolean;
        }
      | {
          /** @enum {string} */
          op: 'increment';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @default 1 */
          by?: number;
        }
      | {
          /** @enum {string} */
          op: 'delete';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'exists';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'expire';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Time to live in milliseconds */
          ttlMs: number;
          /** @description Only where there is no time to live yet */
          ifNone?: boolean;
        }
      | {
          /** @enum {string} */
          op: 'persist';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'ttl';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'lpush';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          values: unknown[];
        }
      | {
          /** @enum {string} */
          op: 'rpush';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          values: unknown[];
        }
      | {
          /** @enum {string} */
          op: 'lpop';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @default 1 */
          count?: number;
        }
      | {
          /** @enum {string} */
          op: 'rpop';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @default 1 */
          count?: number;
        }
      | {
          /** @enum {string} */
          op: 'lrange';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @default 0 */
          start?: number;
          /** @default -1 */
          stop?: number;
        }
      | {
          /** @enum {string} */
          op: 'ltrim';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          start: number;
          stop: number;
        }
      | {
          /** @enum {string} */
          op: 'llen';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'sadd';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          members: unknown[];
        }
      | {
          /** @enum {string} */
          op: 'srem';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          members: unknown[];
        }
      | {
          /** @enum {string} */
          op: 'sismember';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Any JSON value */
          member: unknown;
        }
      | {
          /** @enum {string} */
          op: 'smembers';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'scard';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'hset';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          fields: {
            [key: string]: unknown;
          };
        }
      | {
          /** @enum {string} */
          op: 'hget';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          field: string;
        }
      | {
          /** @enum {string} */
          op: 'hgetall';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'hdel';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          fields: string[];
        }
      | {
          /** @enum {string} */
          op: 'hincrby';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          field: string;
          /** @default 1 */
          by?: number;
        }
      | {
          /** @enum {string} */
          op: 'hlen';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        }
      | {
          /** @enum {string} */
          op: 'zadd';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          members: {
            /** @description Any JSON value */
            member: unknown;
            /** @description A fraction, or a whole number within 2^53 - 1 either way */
            score: number;
          }[];
        }
      | {
          /** @enum {string} */
          op: 'zrem';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          members: unknown[];
        }
      | {
          /** @enum {string} */
          op: 'zincrby';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Any JSON value */
          member: unknown;
          /** @description A fraction, or a whole number within 2^53 - 1 either way */
          by: number;
        }
      | {
          /** @enum {string} */
          op: 'zscore';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Any JSON value */
          member: unknown;
        }
      | {
          /** @enum {string} */
          op: 'zrank';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @description Any JSON value */
          member: unknown;
          highestFirst?: boolean;
        }
      | {
          /** @enum {string} */
          op: 'zrange';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
          /** @default 0 */
          start?: number;
          /** @default -1 */
          stop?: number;
          highestFirst?: boolean;
        }
      | {
          /** @enum {string} */
          op: 'zcard';
          /**
           * @description 1 to 512 bytes of UTF-8, no control characters
           * @example greeting
           */
          key: string;
        };
    /**
     * @example {
     *       "results": [
     *         {
     *           "ok": true,
     *           "value": true
     *         },
     *         {
     *           "ok": true,
     *           "value": 2
     *         },
     *         {
     *           "ok": true,
     *           "value": 1
     *         }
     *       ]
     *     }
     */
    PipelineResults: {
      results: (
        | {
            /** @enum {boolean} */
            ok: true;
            /** @description Any JSON value */
            value: unknown;
          }
        | {
            /** @enum {boolean} */
            ok: false;
            code: string;
            detail: string;
          }
      )[];
    };
    /**
     * @example {
     *       "name": "orders",
     *       "count": 2
     *     }
     */
    Collection: {
      name: string;
      count: number;
    };
    /**
     * @example {
     *       "deleted": 2
     *     }
     */
    CollectionDropped: {
      deleted: number;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "sku": "book",
     *           "count": 2
     *         },
     *         {
     *           "sku": "lamp",
     *           "count": 1
     *         }
     *       ],
     *       "ttlMs": 3600000
     *     }
     */
    ItemsInsert: {
      items: {
        [key: string]: unknown;
      }[];
      /** @description Time to live in milliseconds */
      ttlMs?: number;
    };
    /**
     * @example {
     *       "ids": [
     *         "m3RkXn0c1q1ZyGdE8wqT",
     *         "9vWqHjq0o7n4S2sYb0aB"
     *       ]
     *     }
     */
    ItemsInserted: {
      ids: string[];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "m3RkXn0c1q1ZyGdE8wqT",
     *           "item": {
     *             "sku": "book",
     *             "count": 2
     *           },
     *           "ttlMs": null
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    ItemPage: {
      items: components['schemas']['Item'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "id": "m3RkXn0c1q1ZyGdE8wqT",
     *       "item": {
     *         "sku": "book",
     *         "count": 2
     *       },
     *       "ttlMs": 3599120
     *     }
     */
    Item: {
      id: string;
      item: {
        [key: string]: unknown;
      };
      /** @description What is left of its time to live; null if it has none */
      ttlMs: number | null;
    };
    /**
     * @description Fields to set; null removes a field. As JSON Merge Patch (RFC 7396), at the top level
     * @example {
     *       "count": 3,
     *       "note": null
     *     }
     */
    ItemPatch: {
      [key: string]: unknown;
    };
    RateLimitPolicies: {
      items: components['schemas']['RateLimitNamedPolicy'][];
      /** @enum {string|null} */
      nextCursor: null;
    };
    RateLimitNamedPolicy: {
      /**
       * @description How it counts; the README of the feature compares them
       * @default gcra
       * @enum {string}
       */
      algorithm: 'gcra' | 'token-bucket' | 'sliding-window' | 'fixed-window' | 'concurrency';
      /** @description Units a window; for concurrency, places at a time */
      limit: number;
      /** @description The window; for concurrency, how long a place is kept that its holder does not renew */
      windowMs: number;
      /** @description gcra and token-bucket: units at once, `limit` unless told */
      burst?: number;
      /** @description How long a subject is denied everything once it was denied; further attempts do not prolong it */
      blockMs?: number;
      /**
       * @description Count and tell, but never deny
       * @default false
       */
      shadow: boolean;
      /**
       * @description While Redis does not answer: estimate here, allow, or deny; the module decides unless told
       * @enum {string}
       */
      whenAway?: 'local' | 'open' | 'closed';
      /**
       * @description Spreads one hot subject over so many Cluster slots, each with its part of the limit
       * @default 1
       */
      shards: number;
      /**
       * @description 1 to 64 letters, digits, dots, dashes or underscores
       * @example api
       */
      name: string;
      /**
       * @description Where it was defined
       * @enum {string}
       */
      source: 'code' | 'runtime';
    };
    /**
     * @example {
     *       "limit": 100,
     *       "windowMs": 60000,
     *       "burst": 20
     *     }
     */
    RateLimitPolicy: {
      /**
       * @description How it counts; the README of the feature compares them
       * @default gcra
       * @enum {string}
       */
      algorithm?: 'gcra' | 'token-bucket' | 'sliding-window' | 'fixed-window' | 'concurrency';
      /** @description Units a window; for concurrency, places at a time */
      limit: number;
      /** @description The window; for concurrency, how long a place is kept that its holder does not renew */
      windowMs: number;
      /** @description gcra and token-bucket: units at once, `limit` unless told */
      burst?: number;
      /** @description How long a subject is denied everything once it was denied; further attempts do not prolong it */
      blockMs?: number;
      /**
       * @description Count and tell, but never deny
       * @default false
       */
      shadow?: boolean;
      /**
       * @description While Redis does not answer: estimate here, allow, or deny; the module decides unless told
       * @enum {string}
       */
      whenAway?: 'local' | 'open' | 'closed';
      /**
       * @description Spreads one hot subject over so many Cluster slots, each with its part of the limit
       * @default 1
       */
      shards?: number;
    };
    /**
     * @example {
     *       "rules": [
     *         {
     *           "policy": "user",
     *           "subject": "{acme}:ada"
     *         },
     *         {
     *           "policy": "tenant",
     *           "subject": "acme"
     *         }
     *       ]
     *     }
     */
    RateLimitTakeAll: {
      /**
       * @description Units to take
       * @default 1
       */
      cost?: number;
      /** @description All of them are charged, or none */
      rules: {
        /**
         * @description 1 to 64 letters, digits, dots, dashes or underscores
         * @example api
         */
        policy: string;
        /**
         * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
         * @example user:42
         */
        subject: string;
      }[];
    };
    RateLimitVerdict: {
      allowed: boolean;
      retryAfterMs: number;
      /** @description What each rule says; where an earlier denial still holds, that rule alone */
      rules: {
        /**
         * @description 1 to 64 letters, digits, dots, dashes or underscores
         * @example api
         */
        policy: string;
        allowed: boolean;
        limit: number;
        windowMs: number;
        /** @description What could be taken now */
        remaining: number;
        /** @description How long until nothing is used any more */
        resetMs: number;
        /** @description How long until the same would be allowed; 0 where it is */
        retryAfterMs: number;
        /**
         * @description It is over the limit, and the policy is a shadow
         * @enum {boolean}
         */
        wouldDeny?: true;
        /**
         * @description Redis did not answer; decided as the policy says for that
         * @enum {boolean}
         */
        degraded?: true;
      }[];
    };
    /**
     * @example {
     *       "subject": "user:42",
     *       "cost": 1
     *     }
     */
    RateLimitTake: {
      /**
       * @description Units to take
       * @default 1
       */
      cost?: number;
      /**
       * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
       * @example user:42
       */
      subject: string;
    };
    /**
     * @example {
     *       "policy": "api",
     *       "allowed": true,
     *       "limit": 100,
     *       "windowMs": 60000,
     *       "remaining": 99,
     *       "resetMs": 600,
     *       "retryAfterMs": 0
     *     }
     */
    RateLimitDecision: {
      /**
       * @description 1 to 64 letters, digits, dots, dashes or underscores
       * @example api
       */
      policy: string;
      allowed: boolean;
      limit: number;
      windowMs: number;
      /** @description What could be taken now */
      remaining: number;
      /** @description How long until nothing is used any more */
      resetMs: number;
      /** @description How long until the same would be allowed; 0 where it is */
      retryAfterMs: number;
      /**
       * @description It is over the limit, and the policy is a shadow
       * @enum {boolean}
       */
      wouldDeny?: true;
      /**
       * @description Redis did not answer; decided as the policy says for that
       * @enum {boolean}
       */
      degraded?: true;
    };
    /**
     * @example {
     *       "subject": "user:42",
     *       "cost": 5
     *     }
     */
    RateLimitChange: {
      /**
       * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
       * @example user:42
       */
      subject: string;
      /** @description Units */
      cost: number;
    };
    /**
     * @example {
     *       "subject": "user:42",
     *       "blockMs": 60000
     *     }
     */
    RateLimitBlock: {
      /**
       * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
       * @example user:42
       */
      subject: string;
      /** @description Time to live in milliseconds */
      blockMs: number;
    };
    /**
     * @example {
     *       "subject": "user:42"
     *     }
     */
    RateLimitAcquire: {
      /**
       * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
       * @example user:42
       */
      subject: string;
    };
    RateLimitLease: {
      /**
       * @description 1 to 64 letters, digits, dots, dashes or underscores
       * @example api
       */
      policy: string;
      allowed: boolean;
      limit: number;
      windowMs: number;
      /** @description What could be taken now */
      remaining: number;
      /** @description How long until nothing is used any more */
      resetMs: number;
      /** @description How long until the same would be allowed; 0 where it is */
      retryAfterMs: number;
      /**
       * @description It is over the limit, and the policy is a shadow
       * @enum {boolean}
       */
      wouldDeny?: true;
      /**
       * @description Redis did not answer; decided as the policy says for that
       * @enum {boolean}
       */
      degraded?: true;
      /** @description What renews and releases the place; null where none is held */
      lease: string | null;
      /** @description How long it is kept without being renewed */
      leaseMs: number;
    };
    /**
     * @example {
     *       "subject": "user:42",
     *       "lease": "k3v9zL2mQ8s1"
     *     }
     */
    RateLimitLeaseOf: {
      /**
       * @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives
       * @example user:42
       */
      subject: string;
      /** @example k3v9zL2mQ8s1 */
      lease: string;
    };
    /**
     * @example {
     *       "held": true
     *     }
     */
    RateLimitHeld: {
      /** @description Whether the place was still held */
      held: boolean;
    };
    /**
     * @description Metrics in the text format of Prometheus, version 0.0.4
     * @example # HELP rookery_redis_up Whether Redis answers
     *     # TYPE rookery_redis_up gauge
     *     rookery_redis_up 1
     */
    Metrics: string;
    /**
     * @example {
     *       "status": "ok"
     *     }
     */
    Liveness: {
      /** @enum {string} */
      status: 'ok';
    };
    /**
     * @example {
     *       "status": "ok",
     *       "info": {
     *         "redis": {
     *           "status": "up",
     *           "latencyMs": 0.21,
     *           "version": "7.4.2"
     *         },
     *         "service": {
     *           "status": "up"
     *         }
     *       },
     *       "error": {},
     *       "details": {
     *         "redis": {
     *           "status": "up",
     *           "latencyMs": 0.21,
     *           "version": "7.4.2"
     *         },
     *         "service": {
     *           "status": "up"
     *         }
     *       }
     *     }
     */
    Readiness: {
      /** @enum {string} */
      status: 'ok' | 'error' | 'shutting_down';
      /** @description What is well */
      info: {
        [key: string]: {
          /** @enum {string} */
          status: 'up' | 'down';
          cause?: string;
        } & {
          [key: string]: unknown;
        };
      };
      /** @description What is not, with the cause */
      error: {
        [key: string]: {
          /** @enum {string} */
          status: 'up' | 'down';
          cause?: string;
        } & {
          [key: string]: unknown;
        };
      };
      /** @description Both */
      details: {
        [key: string]: {
          /** @enum {string} */
          status: 'up' | 'down';
          cause?: string;
        } & {
          [key: string]: unknown;
        };
      };
    };
    Problem: {
      /** @description A URN that names the kind of problem, one for each code */
      type: string;
      /** @description What the problem is called, the same for all of its kind */
      title: string;
      /** @description The HTTP status */
      status: number;
      /** @description What went wrong this time, and what to do about it */
      detail: string;
      /** @description Stable: branch on this */
      code: string;
      /** @description Find the request in the logs by this */
      requestId: string;
      /** @description Each fault of the input */
      errors?: {
        path: string;
        message: string;
      }[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  KvHttpController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KvEntry'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `KV_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `WRONG_TYPE` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  KvHttpController_set: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KvSet'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KvStored'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `KV_VALUE_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `KV_EXISTS`, `KV_VERSION_MISMATCH`, `WRONG_TYPE` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  KvHttpController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `KV_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  KvHttpController_increment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KvIncrement'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KvCounter'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `KV_NOT_A_NUMBER`, `KV_OUT_OF_RANGE`, `WRONG_TYPE` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  KvHttpController_expire: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KvExpire'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KvExpiry'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `KV_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PipelineHttpController_run: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Pipeline'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PipelineResults'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `CROSS_SLOT`, `KV_VALUE_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `PIPELINE_ABORTED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_count: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Collection'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_drop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectionDropped'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_list: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description Which end to begin with */
        order?: 'oldest' | 'newest';
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ItemPage'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_insert: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ItemsInsert'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ItemsInserted'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `ITEM_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
        /** @description The id that the insert answered */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Item'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `ITEM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
        /** @description The id that the insert answered */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `ITEM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CollectionsHttpController_patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        name: string;
        /** @description The id that the insert answered */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ItemPatch'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Item'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `ITEM_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `ITEM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_listPolicies: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitPolicies'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_getPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitNamedPolicy'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_setPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitPolicy'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitNamedPolicy'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_removePolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_takeAll: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitTakeAll'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitVerdict'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH`, `RATE_LIMIT_COST_TOO_HIGH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_take: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitTake'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitDecision'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH`, `RATE_LIMIT_COST_TOO_HIGH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_penalize: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitChange'];
      };
    };
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_reward: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitChange'];
      };
    };
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_block: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitBlock'];
      };
    };
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_peek: {
    parameters: {
      query: {
        cost: number | string;
      };
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
        /** @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives */
        subject: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitDecision'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_COST_TOO_HIGH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitHttpController_reset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
        /** @description Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives */
        subject: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done, no body */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitLeasesHttpController_acquire: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitAcquire'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitLease'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitLeasesHttpController_renew: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitLeaseOf'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitHeld'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `RATE_LIMIT_POLICY_MISMATCH` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `RATE_LIMIT_POLICY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RateLimitLeasesHttpController_release: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 64 letters, digits, dots, dashes or underscores */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RateLimitLeaseOf'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitHeld'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service unavailable: `REDIS_UNAVAILABLE` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MetricsHttpController_scrape: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': components['schemas']['Metrics'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthHttpController_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Liveness'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthHttpController_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Internal error: `INTERNAL` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not now; `error` says why */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
    };
  };
}
