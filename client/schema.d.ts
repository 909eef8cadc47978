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
  '/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Log a user in; the token is told this once */
    post: operations['SessionHttpController_create'];
    /** Log everybody out */
    delete: operations['SessionHttpController_revokeEveryone'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask whose token it is, and count it as use */
    post: operations['SessionHttpController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what happened to sessions */
    get: operations['SessionHttpController_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/current': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the session of this request */
    get: operations['SessionHttpController_readCurrent'];
    put?: never;
    post?: never;
    /** Log out this session */
    delete: operations['SessionHttpController_endCurrent'];
    options?: never;
    head?: never;
    /** Set and remove attributes of the session of this request */
    patch: operations['SessionHttpController_patchCurrent'];
    trace?: never;
  };
  '/v1/sessions/current/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replace the token; the old one ends */
    post: operations['SessionHttpController_rotateCurrent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/online': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the users who are online */
    get: operations['SessionUsersHttpController_listOnline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/online/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the users who are online */
    get: operations['SessionUsersHttpController_countOnline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/online/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask of many users whether they are online */
    post: operations['SessionUsersHttpController_queryOnline'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{userId}/online': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Ask whether a user is online */
    get: operations['SessionUsersHttpController_online'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{userId}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the sessions of a user */
    get: operations['SessionUsersHttpController_list'];
    put?: never;
    post?: never;
    /** Log a user out everywhere, or everywhere else */
    delete: operations['SessionUsersHttpController_revokeUser'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/users/{userId}/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a session of a user */
    get: operations['SessionUsersHttpController_read'];
    put?: never;
    post?: never;
    /** Log out one session of a user */
    delete: operations['SessionUsersHttpController_revoke'];
    options?: never;
    head?: never;
    /** Set and remove attributes of a session */
    patch: operations['SessionUsersHttpController_patch'];
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
     *       "userId": "ada",
     *       "device": "Firefox on Linux",
     *       "attributes": {
     *         "theme": "dark"
     *       }
     *     }
     */
    SessionCreate: {
      /**
       * @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters
       * @example ada
       */
      userId: string;
      /** @description Any JSON values by name, each kept by itself, so that two who write different ones both last */
      attributes?: {
        [key: string]: unknown;
      };
      /** @description What to call the device; else it is read from `userAgent` */
      device?: string;
      /** @description The user's User-Agent header; only what it says of device and browser is kept */
      userAgent?: string;
      /** @description The user's address */
      ip?: string;
      /**
       * @description The longer lives of `rememberIdleMs` and `rememberAbsoluteMs`
       * @default false
       */
      remember?: boolean;
      /**
       * @description Set the token as a cookie, and do not answer it in the body
       * @default false
       */
      cookie?: boolean;
    };
    /**
     * @description `token` is missing where it was set as a cookie
     * @example {
     *       "token": "3vN0l2qkYb7TtXxkq1Zc4PzA.kqk7Uu0n2Jr2JtCkQm8n1YgX1q0v9w5sH3cT6bZpE4o",
     *       "session": {
     *         "id": "3vN0l2qkYb7TtXxkq1Zc4PzA",
     *         "userId": "ada",
     *         "attributes": {
     *           "theme": "dark"
     *         },
     *         "version": 1,
     *         "device": "Firefox on Linux",
     *         "ip": "192.0.2.7",
     *         "remembered": false,
     *         "createdAt": 1764000000000,
     *         "authenticatedAt": 1764000000000,
     *         "lastSeenAt": 1764000600000,
     *         "expiresAt": 1764002400000,
     *         "absoluteExpiresAt": 1764043200000
     *       }
     *     }
     */
    SessionIssued: {
      /** @description The token of the session: a secret, shown once */
      token?: string;
      session: components['schemas']['Session'];
    };
    /**
     * @example {
     *       "id": "3vN0l2qkYb7TtXxkq1Zc4PzA",
     *       "userId": "ada",
     *       "attributes": {
     *         "theme": "dark"
     *       },
     *       "version": 1,
     *       "device": "Firefox on Linux",
     *       "ip": "192.0.2.7",
     *       "remembered": false,
     *       "createdAt": 1764000000000,
     *       "authenticatedAt": 1764000000000,
     *       "lastSeenAt": 1764000600000,
     *       "expiresAt": 1764002400000,
     *       "absoluteExpiresAt": 1764043200000
     *     }
     */
    Session: {
      /** @description Its public id */
      id: string;
      userId: string;
      attributes: {
        [key: string]: unknown;
      };
      /** @description Grows with each change of the attributes */
      version: number;
      device: string | null;
      /** @description The address it was created from */
      ip: string | null;
      remembered: boolean;
      createdAt: number;
      /** @description When the user last proved who they are */
      authenticatedAt: number;
      /** @description When its use was last written down */
      lastSeenAt: number;
      /** @description When it ends unless it is used */
      expiresAt: number;
      /** @description When it ends however much it is used */
      absoluteExpiresAt: number;
    };
    /**
     * @example {
     *       "revoked": 2
     *     }
     */
    SessionsRevoked: {
      /** @description How many live sessions were ended */
      revoked: number;
    };
    /**
     * @example {
     *       "token": "3vN0l2qkYb7TtXxkq1Zc4PzA.kqk7Uu0n2Jr2JtCkQm8n1YgX1q0v9w5sH3cT6bZpE4o"
     *     }
     */
    SessionVerify: {
      /** @description The token of the session: a secret, shown once */
      token: string;
      /**
       * @description Whether this counts as use of the session
       * @default true
       */
      touch?: boolean;
    };
    /**
     * @example {
     *       "active": true,
     *       "session": {
     *         "id": "3vN0l2qkYb7TtXxkq1Zc4PzA",
     *         "userId": "ada",
     *         "attributes": {
     *           "theme": "dark"
     *         },
     *         "version": 1,
     *         "device": "Firefox on Linux",
     *         "ip": "192.0.2.7",
     *         "remembered": false,
     *         "createdAt": 1764000000000,
     *         "authenticatedAt": 1764000000000,
     *         "lastSeenAt": 1764000600000,
     *         "expiresAt": 1764002400000,
     *         "absoluteExpiresAt": 1764043200000
     *       },
     *       "renewDue": false
     *     }
     */
    SessionVerified: {
      active: boolean;
      session?: components['schemas']['Session'];
      /** @description The token is old: rotate it */
      renewDue?: boolean;
      /**
       * @description Why not: for your log, not for the client. `ended`: never was, expired, logged out or revoked
       * @enum {string}
       */
      reason?: 'malformed' | 'ended' | 'wrong_secret' | 'rotated' | 'reused';
    };
    /**
     * @description There is always a `nextCursor`: what happens later comes after it
     * @example {
     *       "items": [],
     *       "nextCursor": ""
     *     }
     */
    SessionEvents: {
      items: components['schemas']['SessionEvent'][];
      nextCursor: string;
    };
    /**
     * @example {
     *       "type": "revoked",
     *       "at": 1764000600000,
     *       "userId": "ada",
     *       "sessionId": "3vN0l2qkYb7TtXxkq1Zc4PzA",
     *       "reason": "logout"
     *     }
     */
    SessionEvent: {
      /** @enum {string} */
      type: 'created' | 'rotated' | 'revoked' | 'expired' | 'reused';
      at: number;
      /** @description null where all sessions were revoked */
      userId: string | null;
      sessionId: string | null;
      /** @description Why it was revoked: `logout`, `limit`, or what the caller said */
      reason: string | null;
    };
    /**
     * @example {
     *       "attributes": {
     *         "theme": "light",
     *         "draft": null
     *       }
     *     }
     */
    SessionPatch: {
      /** @description Attributes to set; null removes one */
      attributes: {
        [key: string]: unknown;
      };
      /** @description Only if the attributes are still those of this version */
      ifVersion?: number;
    };
    /**
     * @example {
     *       "reauthenticated": true
     *     }
     */
    SessionRotate: {
      /**
       * @description The user has just proved again who they are
       * @default false
       */
      reauthenticated?: boolean;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "userId": "ada",
     *           "lastSeenAt": 1764000600000,
     *           "expiresAt": 1764002400000
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    UsersOnline: {
      items: {
        userId: string;
        lastSeenAt: number;
        expiresAt: number;
      }[];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "count": 2,
     *       "sessions": 3
     *     }
     */
    UsersOnlineCount: {
      /** @description Users online */
      count: number;
      /** @description Their live sessions */
      sessions: number;
    };
    /**
     * @example {
     *       "userIds": [
     *         "ada",
     *         "grace"
     *       ]
     *     }
     */
    UsersPresenceQuery: {
      userIds: string[];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "userId": "ada",
     *           "online": true,
     *           "lastSeenAt": 1764000600000
     *         }
     *       ]
     *     }
     */
    UsersPresence: {
      items: {
        /** @description Whether the user has a live session */
        online: boolean;
        /** @description null where it is not remembered */
        lastSeenAt: number | null;
        userId: string;
      }[];
    };
    /**
     * @example {
     *       "online": true,
     *       "lastSeenAt": 1764000600000
     *     }
     */
    UserPresence: {
      /** @description Whether the user has a live session */
      online: boolean;
      /** @description null where it is not remembered */
      lastSeenAt: number | null;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "3vN0l2qkYb7TtXxkq1Zc4PzA",
     *           "userId": "ada",
     *           "attributes": {
     *             "theme": "dark"
     *           },
     *           "version": 1,
     *           "device": "Firefox on Linux",
     *           "ip": "192.0.2.7",
     *           "remembered": false,
     *           "createdAt": 1764000000000,
     *           "authenticatedAt": 1764000000000,
     *           "lastSeenAt": 1764000600000,
     *           "expiresAt": 1764002400000,
     *           "absoluteExpiresAt": 1764043200000,
     *           "current": true
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    SessionList: {
      items: {
        /** @description Its public id */
        id: string;
        userId: string;
        attributes: {
          [key: string]: unknown;
        };
        /** @description Grows with each change of the attributes */
        version: number;
        device: string | null;
        /** @description The address it was created from */
        ip: string | null;
        remembered: boolean;
        createdAt: number;
        /** @description When the user last proved who they are */
        authenticatedAt: number;
        /** @description When its use was last written down */
        lastSeenAt: number;
        /** @description When it ends unless it is used */
        expiresAt: number;
        /** @description When it ends however much it is used */
        absoluteExpiresAt: number;
        /** @description Whether it is the one of this request */
        current: boolean;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
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
  SessionHttpController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionCreate'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionIssued'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `SESSION_ATTRIBUTES_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SESSION_LIMIT` */
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
  SessionHttpController_revokeEveryone: {
    parameters: {
      query: {
        /** @description So that nobody does it by mistake */
        confirm: 'everyone';
      };
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
          'application/json': components['schemas']['SessionsRevoked'];
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `SESSION_NOT_REPLICATED` */
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
  SessionHttpController_verify: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionVerify'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionVerified'];
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
  SessionHttpController_events: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page, or of the last event that was read before */
        cursor?: string;
      };
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
          'application/json': components['schemas']['SessionEvents'];
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
  SessionHttpController_readCurrent: {
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
          'application/json': components['schemas']['Session'];
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
      /** @description Not authenticated: `SESSION_REQUIRED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `CROSS_ORIGIN_REFUSED` */
      403: {
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
  SessionHttpController_endCurrent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
      /** @description Not authenticated: `SESSION_REQUIRED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `CROSS_ORIGIN_REFUSED` */
      403: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `SESSION_NOT_REPLICATED` */
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
  SessionHttpController_patchCurrent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionPatch'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `SESSION_ATTRIBUTES_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `SESSION_REQUIRED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `CROSS_ORIGIN_REFUSED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SESSION_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SESSION_VERSION_MISMATCH` */
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
  SessionHttpController_rotateCurrent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionRotate'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionIssued'];
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
      /** @description Not authenticated: `SESSION_REQUIRED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `CROSS_ORIGIN_REFUSED` */
      403: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `SESSION_NOT_REPLICATED` */
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
  SessionUsersHttpController_listOnline: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
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
          'application/json': components['schemas']['UsersOnline'];
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
  SessionUsersHttpController_countOnline: {
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
          'application/json': components['schemas']['UsersOnlineCount'];
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
  SessionUsersHttpController_queryOnline: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UsersPresenceQuery'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsersPresence'];
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
  SessionUsersHttpController_online: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
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
          'application/json': components['schemas']['UserPresence'];
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
  SessionUsersHttpController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
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
          'application/json': components['schemas']['SessionList'];
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
  SessionUsersHttpController_revokeUser: {
    parameters: {
      query?: {
        /** @description The session that stays: an id, or `current` for the one of this request */
        except?: 'current' | string;
      };
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
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
          'application/json': components['schemas']['SessionsRevoked'];
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
      /** @description Not authenticated: `SESSION_REQUIRED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `CROSS_ORIGIN_REFUSED` */
      403: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `SESSION_NOT_REPLICATED` */
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
  SessionUsersHttpController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
        /** @description The public id of a session */
        sessionId: string;
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
          'application/json': components['schemas']['Session'];
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
      /** @description Not found: `SESSION_NOT_FOUND` */
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
  SessionUsersHttpController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
        /** @description The public id of a session */
        sessionId: string;
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
      /** @description Not found: `SESSION_NOT_FOUND` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `SESSION_NOT_REPLICATED` */
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
  SessionUsersHttpController_patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a user in your own system: 1 to 128 bytes of UTF-8, no control characters */
        userId: string;
        /** @description The public id of a session */
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionPatch'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `SESSION_ATTRIBUTES_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SESSION_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SESSION_VERSION_MISMATCH` */
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
