/** What a cache has done since the process started, counted in calls and entries. */
export class CacheStatistics {
  /** Served out of this process' memory. */
  memoryHits = 0;
  /** Served out of Redis, fresh. */
  hits = 0;
  /** Served past their time to live, while being loaded anew. */
  staleHits = 0;
  /** Served past their time to live because loading failed or took too long, or Redis was away. */
  graceHits = 0;
  /** Found nothing that could be served. */
  misses = 0;
  /** Loads that this process did. */
  loads = 0;
  /** Of these, those that failed or took too long. */
  loadFailures = 0;
  /** Loads that this process waited for in another one. */
  waits = 0;
  /** Values stored in Redis. */
  stores = 0;
  /** Values not stored, since what they were loaded from was invalidated meanwhile. */
  fenced = 0;
  /** Values not stored, since they were longer than `maxValueBytes`. */
  tooLarge = 0;
  /** Times that Redis was done without. */
  withoutRedis = 0;
  /** Times that messages were missed, and memory dropped. */
  gaps = 0;
}
