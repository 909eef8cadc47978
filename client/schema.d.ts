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
  '/v1/queues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the queues with their counts */
    get: operations['QueueHttpController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the jobs of a queue by state */
    get: operations['QueueHttpController_info'];
    put?: never;
    post?: never;
    /** Remove a queue with all its jobs */
    delete: operations['QueueHttpController_obliterate'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the jobs of a state */
    get: operations['QueueHttpController_jobs'];
    put?: never;
    /** Add a job, or many at once */
    post: operations['QueueHttpController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a job */
    get: operations['QueueHttpController_read'];
    /** Give a job other data */
    put: operations['QueueHttpController_update'];
    post?: never;
    /** Remove a job, whatever its state */
    delete: operations['QueueHttpController_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/logs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the last lines of a job’s log */
    get: operations['QueueHttpController_logs'];
    put?: never;
    /** Append lines to the log of a leased job */
    post: operations['QueueLeasesHttpController_log'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run a dead or completed job again */
    post: operations['QueueHttpController_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/promote': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a delayed job due now */
    post: operations['QueueHttpController_promote'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/delay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a delayed job another due instant */
    post: operations['QueueHttpController_delay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/priority': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a job another priority */
    post: operations['QueueHttpController_prioritize'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/redrive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run dead letters again */
    post: operations['QueueHttpController_redrive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the workers of a queue, in all processes */
    get: operations['QueueHttpController_workers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow what happens to the jobs of a queue */
    get: operations['QueueHttpController_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hand out no more jobs */
    post: operations['QueueHttpController_pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hand out jobs again */
    post: operations['QueueHttpController_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/drain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remove the jobs that wait */
    post: operations['QueueHttpController_drain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a job, also one that runs */
    post: operations['QueueCancelsHttpController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel many jobs, by ids or by name and state */
    post: operations['QueueCancelsHttpController_cancelMany'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/flows': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add a job with those that have to end before it begins */
    post: operations['QueueFlowsHttpController_addFlow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add jobs that are watched together, with jobs for when they have ended */
    post: operations['QueueFlowsHttpController_addBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/children': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the children of a job with how they have ended */
    get: operations['QueueFlowsHttpController_children'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/lease': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lease jobs, waiting for some if there are none */
    post: operations['QueueLeasesHttpController_lease'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/settle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say what came of leased jobs */
    post: operations['QueueLeasesHttpController_settle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Prolong leases that are still held */
    post: operations['QueueLeasesHttpController_extend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/steps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remember the result of a step of a leased job */
    post: operations['QueueLeasesHttpController_noteStep'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/checkpoint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remember how far a leased job has come */
    post: operations['QueueLeasesHttpController_checkpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Tell how far a leased job has come */
    post: operations['QueueLeasesHttpController_progress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what limits a queue */
    get: operations['QueueLimitsHttpController_limits'];
    /** Limit how many jobs run at a time, or begin in a time */
    put: operations['QueueLimitsHttpController_putLimits'];
    post?: never;
    /** Lift the limits of a queue */
    delete: operations['QueueLimitsHttpController_removeLimits'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/hold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hand out no jobs for a time */
    post: operations['QueueLimitsHttpController_hold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/jobs/{id}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tell how a job has ended, waiting for that */
    get: operations['QueueResultsHttpController_result'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add a job, and tell how it has ended, waiting for that */
    post: operations['QueueResultsHttpController_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/schedules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the schedules of a queue */
    get: operations['QueueSchedulesHttpController_schedules'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/schedules/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a schedule with its next slots */
    get: operations['QueueSchedulesHttpController_readSchedule'];
    /** Make a schedule, or change it */
    put: operations['QueueSchedulesHttpController_putSchedule'];
    post?: never;
    /** Remove a schedule; its jobs stay */
    delete: operations['QueueSchedulesHttpController_removeSchedule'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Retry, promote, remove or cancel the jobs that fit, one bounded step of it */
    post: operations['QueueBulkHttpController_bulk'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/groups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the groups that have jobs that wait or run */
    get: operations['QueueGroupsHttpController_groups'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/groups/{group}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a group with its counts */
    get: operations['QueueGroupsHttpController_group'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/groups/{group}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begin with no more jobs of a group */
    post: operations['QueueGroupsHttpController_pauseGroup'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/groups/{group}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begin with jobs of a group again */
    post: operations['QueueGroupsHttpController_resumeGroup'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/groups/{group}/limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Limit one group by itself */
    put: operations['QueueGroupsHttpController_putLimitsOfGroup'];
    post?: never;
    /** Lift the limits that a group has by itself */
    delete: operations['QueueGroupsHttpController_removeLimitsOfGroup'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/queues/{queue}/group-limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what limits each group */
    get: operations['QueueGroupsHttpController_groupLimits'];
    /** Limit each group of a queue */
    put: operations['QueueGroupsHttpController_putGroupLimits'];
    post?: never;
    /** Lift the limits of all groups */
    delete: operations['QueueGroupsHttpController_removeGroupLimits'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cache/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count this process' own hits, misses and loads */
    get: operations['CacheHttpController_statistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cache/{namespace}/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a value, or get the lease to load it */
    get: operations['CacheHttpController_get'];
    /** Store a value, under a lease or as the newest */
    put: operations['CacheHttpController_set'];
    post?: never;
    /** Delete a value, and what is being loaded for it */
    delete: operations['CacheHttpController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cache/{namespace}/{key}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a lease back without a value */
    post: operations['CacheHttpController_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cache/{namespace}/invalidate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Invalidate tags, or a whole namespace */
    post: operations['CacheHttpController_invalidate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the topics */
    get: operations['MessagingHttpController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say how much a topic holds */
    get: operations['MessagingHttpController_info'];
    /** Say for how long a topic keeps its messages */
    put: operations['MessagingHttpController_putTopic'];
    post?: never;
    /** Remove a topic with its messages */
    delete: operations['MessagingHttpController_delete'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read messages after a place */
    get: operations['MessagingHttpController_read'];
    put?: never;
    /** Publish a message, or several at once */
    post: operations['MessagingHttpController_publish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow a topic, from where the reader stopped */
    get: operations['MessagingHttpController_stream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the consumer groups of a topic */
    get: operations['MessagingGroupsHttpController_listGroups'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say how far a consumer group is */
    get: operations['MessagingGroupsHttpController_readGroup'];
    /** Make a consumer group, or change its settings */
    put: operations['MessagingGroupsHttpController_putGroup'];
    post?: never;
    /** Remove a consumer group */
    delete: operations['MessagingGroupsHttpController_deleteGroup'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/pull': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Get messages, waiting for some if there are none */
    post: operations['MessagingGroupsHttpController_pull'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/ack': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say that messages are done */
    post: operations['MessagingGroupsHttpController_ack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/nack': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say that messages are not done */
    post: operations['MessagingGroupsHttpController_nack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keep messages for longer */
    post: operations['MessagingGroupsHttpController_extend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/dead': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the dead letters of a group */
    get: operations['MessagingGroupsHttpController_dead'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/dead/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Remove a dead letter for good */
    delete: operations['MessagingGroupsHttpController_deleteDead'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/topics/{topic}/groups/{group}/dead/redrive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Deliver dead letters again */
    post: operations['MessagingGroupsHttpController_redrive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/channels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the channels that somebody listens to */
    get: operations['MessagingChannelsHttpController_listChannels'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/channels/{channel}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say something to all who listen now */
    post: operations['MessagingChannelsHttpController_say'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/channels/{channel}/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Listen to a channel, or to all that fit a pattern */
    get: operations['MessagingChannelsHttpController_listen'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/channels/{channel}/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say who is present in a channel */
    get: operations['MessagingChannelsHttpController_presence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rpc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask a service on the Redis transport */
    post: operations['MessagingCallsHttpController_call'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/socket': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Open a WebSocket for channels and topics */
    get: operations['MessagingSocketHttpController_open'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
  '/v1/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the sites */
    get: operations['AnalyticsHttpController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Count an event, or a batch of them */
    post: operations['AnalyticsHttpController_track'];
    delete?: never;
    /** Let pages of other origins send events */
    options: operations['AnalyticsHttpController_preflight'];
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Count events of days that are over */
    post: operations['AnalyticsHttpController_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/pageviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read page views, visits and visitors by interval */
    get: operations['AnalyticsHttpController_pageviews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/top': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the most frequent pages, sources, browsers, events and so on */
    get: operations['AnalyticsHttpController_top'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/active-users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the active users of a day, its week and its month */
    get: operations['AnalyticsHttpController_activeUsers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/retention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how many of those who came first in a day, week or month came back */
    get: operations['AnalyticsHttpController_retention'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/funnels/{funnel}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how far those came who began a funnel */
    get: operations['AnalyticsHttpController_funnel'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See who is there now */
    get: operations['AnalyticsHttpController_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/live/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Watch who is there */
    get: operations['AnalyticsHttpController_watch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/dropped': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See what was left out, and why */
    get: operations['AnalyticsHttpController_dropped'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Make a site, or change its settings */
    put: operations['AnalyticsHttpController_setSite'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/analytics/{site}/users/{userId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forget a user */
    delete: operations['AnalyticsHttpController_forgetUser'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tracker.js': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the script that pages send their views with */
    get: operations['AnalyticsTrackerHttpController_tracker'];
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
  '/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the keys, without their secrets */
    get: operations['ApiKeysHttpController_list'];
    put?: never;
    /** Create a key; it is told this once */
    post: operations['ApiKeysHttpController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what a key may do */
    get: operations['ApiKeysHttpController_read'];
    put?: never;
    post?: never;
    /** Revoke a key for good */
    delete: operations['ApiKeysHttpController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys/{id}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a key another secret; the one before stays good for a while */
    post: operations['ApiKeysHttpController_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what was done, the newest first */
    get: operations['AuditHttpController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Check that nothing was changed or taken out */
    get: operations['AuditHttpController_verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how the service and its Redis are */
    get: operations['DashboardHttpController_overview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/users/{userId}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the sessions of a user, their attributes masked */
    get: operations['DashboardHttpController_userSessions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/denials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See whom rate limits have denied most, in all processes */
    get: operations['DashboardHttpController_denials'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/cache': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See what caches have done, in all processes */
    get: operations['DashboardHttpController_cache'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/topics/{topic}/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow a topic, with what its messages carry masked */
    get: operations['DashboardHttpController_streamTopic'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/topics/{topic}/groups/{group}/dead': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the dead letters of a consumer group, with what they carry masked */
    get: operations['DashboardHttpController_listDeadLetters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/reveal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Show what a job or message carries; the log says who asked */
    post: operations['DashboardHttpController_reveal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow how the service and its Redis are */
    get: operations['DashboardHttpController_stream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/queues/{queue}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See the last minutes of a queue */
    get: operations['DashboardJobsHttpController_queueHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/queues/{queue}/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or search the jobs of a state */
    get: operations['DashboardJobsHttpController_listJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/queues/{queue}/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See a job and its log */
    get: operations['DashboardJobsHttpController_readJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/queues/{queue}/jobs/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Retry, promote or remove many jobs */
    post: operations['DashboardJobsHttpController_batchJobs'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find a job by its id, in whichever queue */
    get: operations['DashboardJobsHttpController_findJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/dashboard/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See the workers of this process */
    get: operations['DashboardJobsHttpController_workers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The dashboard, for people */
    get: operations['DashboardPagesHttpController_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/assets/{version}/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A file of the dashboard, never to change */
    get: operations['DashboardPagesHttpController_file'];
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
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    Queues: {
      items: components['schemas']['Queue'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "name": "emails",
     *       "paused": false,
     *       "oldestWaitingMs": 1250,
     *       "counts": {
     *         "waiting": 3,
     *         "delayed": 0,
     *         "active": 1,
     *         "completed": 120,
     *         "dead": 0
     *       },
     *       "totals": {
     *         "completed": 5120,
     *         "failed": 4,
     *         "dead": 0,
     *         "lost": 1
     *       }
     *     }
     */
    Queue: {
      name: string;
      paused: boolean;
      /** @description For how long the job that is next could have been run; null when none waits */
      oldestWaitingMs: number | null;
      counts: {
        waiting: number;
        delayed: number;
        active: number;
        completed: number;
        dead: number;
      };
      /** @description Since the queue was made: jobs completed, attempts failed, jobs dead, leases lost */
      totals: {
        completed: number;
        failed: number;
        dead: number;
        lost: number;
      };
    };
    /**
     * @example {
     *       "removed": 12
     *     }
     */
    JobsRemoved: {
      removed: number;
    };
    /**
     * @example {
     *       "name": "welcome",
     *       "data": {
     *         "to": "ada@example.com"
     *       }
     *     }
     */
    JobsAdd:
      | {
          /**
           * @description Which handler is to run it
           * @example welcome
           */
          name: string;
          /** @description Any JSON value */
          data?: unknown;
          options?: components['schemas']['JobOptions'];
        }
      | {
          jobs: {
            /**
             * @description Which handler is to run it
             * @example welcome
             */
            name: string;
            /** @description Any JSON value */
            data?: unknown;
            options?: components['schemas']['JobOptions'];
          }[];
        };
    /**
     * @example {
     *       "delayMs": 60000,
     *       "attempts": 5
     *     }
     */
    JobOptions: {
      /** @description An id of your own: as long as the job is known, adding it again adds nothing */
      id?: string;
      /** @description Higher goes first, always; 0 unless told */
      priority?: number;
      /** @description Not before that many milliseconds have passed */
      delayMs?: number;
      /** @description Not before this instant, by the clock of Redis */
      runAt?: number;
      /** @description To the head of the queue, where it has no delay and no priority */
      lifo?: boolean;
      /** @description How often it is tried in all */
      attempts?: number;
      backoff?: components['schemas']['JobBackoff'];
      unique?: components['schemas']['JobUnique'];
      /**
       * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
       * @example acme
       */
      group?: string;
      /** @description How long one attempt may run */
      timeoutMs?: number;
      /** @description How long after it is due it may begin; else it is dead */
      startWithinMs?: number;
      /** @description How long after it is due it may end, with all attempts; else it is dead */
      endWithinMs?: number;
      retention?: {
        completed?: {
          /** @description For how long; 0 removes it at once */
          ageMs: number;
          /** @description How many of the queue at most */
          count: number;
        };
        dead?: {
          /** @description For how long; 0 removes it at once */
          ageMs: number;
          /** @description How many of the queue at most */
          count: number;
        };
      };
    };
    /**
     * @example {
     *       "type": "exponential",
     *       "delayMs": 1000,
     *       "maxDelayMs": 60000,
     *       "jitter": 0.5
     *     }
     */
    JobBackoff: {
      /**
       * @description The same delay each time, or doubled each time
       * @enum {string}
       */
      type: 'fixed' | 'exponential';
      /** @description Delay after the first failure */
      delayMs: number;
      /** @description Longest delay */
      maxDelayMs?: number;
      /** @description Which part of the delay is left to chance: 0 to 1 */
      jitter?: number;
    };
    /**
     * @example {
     *       "key": "digest-ada",
     *       "scope": "waiting",
     *       "onConflict": "replace"
     *     }
     */
    JobUnique: {
      /** @description Of jobs with this key there is one at a time in the queue */
      key: string;
      /**
       * @description Until its job has ended, until its job has begun, or for `forMs` whatever becomes of its job
       * @default unfinished
       * @enum {string}
       */
      scope?: 'unfinished' | 'waiting' | 'time';
      /** @description With the scope `time`: for how long */
      forMs?: number;
      /**
       * @description When there is one: leave it and answer its id; fail; give it these data, options and delay; or this delay only. One that runs is left
       * @default keep
       * @enum {string}
       */
      onConflict?: 'keep' | 'reject' | 'replace' | 'reschedule';
    };
    /**
     * @example {
     *       "id": "q0Zk3vXw1a2"
     *     }
     */
    JobsAdded:
      | {
          id: string;
        }
      | {
          ids: string[];
        };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    JobPage: {
      items: components['schemas']['Job'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "id": "q0Zk3vXw1a2",
     *       "name": "welcome",
     *       "data": {
     *         "to": "ada@example.com"
     *       },
     *       "group": null,
     *       "priority": 0,
     *       "state": "completed",
     *       "attempts": 0,
     *       "createdAt": 1764045000123,
     *       "dueAt": null,
     *       "leaseUntilAt": null,
     *       "finishedAt": 1764045000456,
     *       "progress": null,
     *       "result": {
     *         "messageId": "17"
     *       },
     *       "errors": []
     *     }
     */
    Job: {
      id: string;
      name: string;
      data: unknown;
      /** @description The group that it is of */
      group: string | null;
      /** @description Higher goes first */
      priority: number;
      /** @enum {string} */
      state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
      /** @description How often it was tried and did not complete */
      attempts: number;
      createdAt: number;
      /** @description When a delayed job is due */
      dueAt: number | null;
      /** @description Until when its worker has it, unless it asks for more time */
      leaseUntilAt: number | null;
      finishedAt: number | null;
      progress: unknown;
      result: unknown;
      /** @description The last ten */
      errors: {
        /** @description When */
        at: number;
        attempt: number;
        /** @description Its name, message and stack, or what the worker said */
        error: unknown;
      }[];
    };
    /**
     * @example {
     *       "data": {
     *         "to": "ada@example.org"
     *       }
     *     }
     */
    JobUpdate: {
      /** @description Any JSON value */
      data: unknown;
    };
    /**
     * @example {
     *       "lines": [
     *         "fetched 3 pages"
     *       ]
     *     }
     */
    JobLogs: {
      lines: string[];
    };
    /**
     * @example {
     *       "delayMs": 60000
     *     }
     */
    JobDelay: {
      /** @description How long from now */
      delayMs?: number;
      /** @description Or the instant, by the clock of Redis */
      runAt?: number;
    };
    /**
     * @example {
     *       "priority": 10
     *     }
     */
    JobPriority: {
      /** @description Higher goes first, always; 0 unless told */
      priority: number;
    };
    /**
     * @default {}
     * @example {
     *       "name": "welcome",
     *       "limit": 1000
     *     }
     */
    QueueRedrive: {
      /**
       * @description Only jobs of this name
       * @example welcome
       */
      name?: string;
      /** @description Only those whose last error contains this text */
      error?: string;
      /**
       * @description How many at most
       * @default 1000
       */
      limit?: number;
    };
    /**
     * @example {
     *       "moved": 12
     *     }
     */
    JobsMoved: {
      moved: number;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "Zk3vXw1a2q00",
     *           "host": "app-1",
     *           "pid": 4711,
     *           "startedAt": 1764045000123,
     *           "heardAt": 1764045100123,
     *           "concurrency": 10,
     *           "running": 3,
     *           "completed": 5120,
     *           "failed": 12,
     *           "lost": 0
     *         }
     *       ],
     *       "nextCursor": null,
     *       "count": 1
     *     }
     */
    QueueWorkers: {
      items: {
        /** @description Names the worker, new at each start */
        id: string;
        host: string;
        pid: number;
        startedAt: number;
        /** @description When it last told what follows; a third of a lease ago at most, while it is well */
        heardAt: number;
        /** @description How many jobs it runs at a time */
        concurrency: number;
        running: number;
        /** @description Jobs, since it started */
        completed: number;
        /** @description Attempts, since it started */
        failed: number;
        /** @description Leases, since it started */
        lost: number;
      }[];
      nextCursor: string | null;
      /** @description How many there are; 500 at most are known */
      count: number;
    };
    /**
     * @example {
     *       "event": "completed",
     *       "id": "q0Zk3vXw1a2",
     *       "result": {
     *         "messageId": "17"
     *       }
     *     }
     */
    JobEvent: {
      /**
       * @description `failed`: it will be tried again; `gap`: events may have been missed here
       * @enum {string}
       */
      event: 'progress' | 'completed' | 'failed' | 'dead' | 'gap';
      /** @description Of the job; empty for a gap */
      id: string;
      progress?: unknown;
      /** @description Of a completed job whose result is kept */
      result?: unknown;
      /** @description Of a failed or dead one */
      error?: unknown;
    };
    /**
     * @default {}
     * @example {
     *       "delayed": true
     *     }
     */
    QueueDrain: {
      /**
       * @description Delayed jobs as well
       * @default false
       */
      delayed?: boolean;
    };
    /**
     * @default {}
     * @example {
     *       "reason": "the order was withdrawn"
     *     }
     */
    JobCancel: {
      /** @description What its error shall say */
      reason?: string;
    };
    /**
     * @example {
     *       "name": "welcome",
     *       "states": [
     *         "waiting",
     *         "delayed"
     *       ],
     *       "limit": 1000
     *     }
     */
    JobsCancel: {
      /** @description These jobs */
      ids?: string[];
      /**
       * @description Or those of this name
       * @example welcome
       */
      name?: string;
      /** @description Or of these states; all three unless told */
      states?: ('delayed' | 'waiting' | 'active')[];
      /** @description What its error shall say */
      reason?: string;
      /**
       * @description How many at most
       * @default 1000
       */
      limit?: number;
    };
    /**
     * @example {
     *       "cancelled": 12
     *     }
     */
    JobsCancelled: {
      cancelled: number;
    };
    /**
     * @example {
     *       "name": "publish",
     *       "children": [
     *         {
     *           "queue": "images",
     *           "name": "resize"
     *         },
     *         {
     *           "name": "index",
     *           "onFailure": "ignore"
     *         }
     *       ]
     *     }
     */
    Flow: {
      /**
       * @description Which handler is to run it
       * @example welcome
       */
      name: string;
      /** @description Any JSON value */
      data?: unknown;
      options?: {
        /** @description An id of your own: as long as the job is known, adding it again adds nothing */
        id?: string;
        /** @description Higher goes first, always; 0 unless told */
        priority?: number;
        /** @description How often it is tried in all */
        attempts?: number;
        backoff?: components['schemas']['JobBackoff'];
        /**
         * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
         * @example acme
         */
        group?: string;
        /** @description How long one attempt may run */
        timeoutMs?: number;
        /** @description How long after it is due it may begin; else it is dead */
        startWithinMs?: number;
        /** @description How long after it is due it may end, with all attempts; else it is dead */
        endWithinMs?: number;
        retention?: {
          completed?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
          dead?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
        };
      };
      /** @description Jobs that have to end before it begins */
      children: (
        | {
            /**
             * @description Its queue; that of its parent unless told
             * @example emails
             */
            queue?: string;
            /**
             * @description Which handler is to run it
             * @example welcome
             */
            name: string;
            /** @description Any JSON value */
            data?: unknown;
            /**
             * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
             * @enum {string}
             */
            onFailure?: 'fail' | 'ignore' | 'continue';
            options?: {
              /** @description An id of your own: as long as the job is known, adding it again adds nothing */
              id?: string;
              /** @description Higher goes first, always; 0 unless told */
              priority?: number;
              /** @description Not before that many milliseconds have passed */
              delayMs?: number;
              /** @description Not before this instant, by the clock of Redis */
              runAt?: number;
              /** @description To the head of the queue, where it has no delay and no priority */
              lifo?: boolean;
              /** @description How often it is tried in all */
              attempts?: number;
              backoff?: components['schemas']['JobBackoff'];
              /**
               * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
               * @example acme
               */
              group?: string;
              /** @description How long one attempt may run */
              timeoutMs?: number;
              /** @description How long after it is due it may begin; else it is dead */
              startWithinMs?: number;
              /** @description How long after it is due it may end, with all attempts; else it is dead */
              endWithinMs?: number;
              retention?: {
                completed?: {
                  /** @description For how long; 0 removes it at once */
                  ageMs: number;
                  /** @description How many of the queue at most */
                  count: number;
                };
                dead?: {
                  /** @description For how long; 0 removes it at once */
                  ageMs: number;
                  /** @description How many of the queue at most */
                  count: number;
                };
              };
            };
          }
        | {
            /**
             * @description Its queue; that of its parent unless told
             * @example emails
             */
            queue?: string;
            /**
             * @description Which handler is to run it
             * @example welcome
             */
            name: string;
            /** @description Any JSON value */
            data?: unknown;
            /**
             * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
             * @enum {string}
             */
            onFailure?: 'fail' | 'ignore' | 'continue';
            options?: {
              /** @description An id of your own: as long as the job is known, adding it again adds nothing */
              id?: string;
              /** @description Higher goes first, always; 0 unless told */
              priority?: number;
              /** @description How often it is tried in all */
              attempts?: number;
              backoff?: components['schemas']['JobBackoff'];
              /**
               * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
               * @example acme
               */
              group?: string;
              /** @description How long one attempt may run */
              timeoutMs?: number;
              /** @description How long after it is due it may begin; else it is dead */
              startWithinMs?: number;
              /** @description How long after it is due it may end, with all attempts; else it is dead */
              endWithinMs?: number;
              retention?: {
                completed?: {
                  /** @description For how long; 0 removes it at once */
                  ageMs: number;
                  /** @description How many of the queue at most */
                  count: number;
                };
                dead?: {
                  /** @description For how long; 0 removes it at once */
                  ageMs: number;
                  /** @description How many of the queue at most */
                  count: number;
                };
              };
            };
            children: (
              | {
                  /**
                   * @description Its queue; that of its parent unless told
                   * @example emails
                   */
                  queue?: string;
                  /**
                   * @description Which handler is to run it
                   * @example welcome
                   */
                  name: string;
                  /** @description Any JSON value */
                  data?: unknown;
                  /**
                   * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                   * @enum {string}
                   */
                  onFailure?: 'fail' | 'ignore' | 'continue';
                  options?: {
                    /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                    id?: string;
                    /** @description Higher goes first, always; 0 unless told */
                    priority?: number;
                    /** @description Not before that many milliseconds have passed */
                    delayMs?: number;
                    /** @description Not before this instant, by the clock of Redis */
                    runAt?: number;
                    /** @description To the head of the queue, where it has no delay and no priority */
                    lifo?: boolean;
                    /** @description How often it is tried in all */
                    attempts?: number;
                    backoff?: components['schemas']['JobBackoff'];
                    /**
                     * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                     * @example acme
                     */
                    group?: string;
                    /** @description How long one attempt may run */
                    timeoutMs?: number;
                    /** @description How long after it is due it may begin; else it is dead */
                    startWithinMs?: number;
                    /** @description How long after it is due it may end, with all attempts; else it is dead */
                    endWithinMs?: number;
                    retention?: {
                      completed?: {
                        /** @description For how long; 0 removes it at once */
                        ageMs: number;
                        /** @description How many of the queue at most */
                        count: number;
                      };
                      dead?: {
                        /** @description For how long; 0 removes it at once */
                        ageMs: number;
                        /** @description How many of the queue at most */
                        count: number;
                      };
                    };
                  };
                }
              | {
                  /**
                   * @description Its queue; that of its parent unless told
                   * @example emails
                   */
                  queue?: string;
                  /**
                   * @description Which handler is to run it
                   * @example welcome
                   */
                  name: string;
                  /** @description Any JSON value */
                  data?: unknown;
                  /**
                   * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                   * @enum {string}
                   */
                  onFailure?: 'fail' | 'ignore' | 'continue';
                  options?: {
                    /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                    id?: string;
                    /** @description Higher goes first, always; 0 unless told */
                    priority?: number;
                    /** @description How often it is tried in all */
                    attempts?: number;
                    backoff?: components['schemas']['JobBackoff'];
                    /**
                     * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                     * @example acme
                     */
                    group?: string;
                    /** @description How long one attempt may run */
                    timeoutMs?: number;
                    /** @description How long after it is due it may begin; else it is dead */
                    startWithinMs?: number;
                    /** @description How long after it is due it may end, with all attempts; else it is dead */
                    endWithinMs?: number;
                    retention?: {
                      completed?: {
                        /** @description For how long; 0 removes it at once */
                        ageMs: number;
                        /** @description How many of the queue at most */
                        count: number;
                      };
                      dead?: {
                        /** @description For how long; 0 removes it at once */
                        ageMs: number;
                        /** @description How many of the queue at most */
                        count: number;
                      };
                    };
                  };
                  children: (
                    | {
                        /**
                         * @description Its queue; that of its parent unless told
                         * @example emails
                         */
                        queue?: string;
                        /**
                         * @description Which handler is to run it
                         * @example welcome
                         */
                        name: string;
                        /** @description Any JSON value */
                        data?: unknown;
                        /**
                         * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                         * @enum {string}
                         */
                        onFailure?: 'fail' | 'ignore' | 'continue';
                        options?: {
                          /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                          id?: string;
                          /** @description Higher goes first, always; 0 unless told */
                          priority?: number;
                          /** @description Not before that many milliseconds have passed */
                          delayMs?: number;
                          /** @description Not before this instant, by the clock of Redis */
                          runAt?: number;
                          /** @description To the head of the queue, where it has no delay and no priority */
                          lifo?: boolean;
                          /** @description How often it is tried in all */
                          attempts?: number;
                          backoff?: components['schemas']['JobBackoff'];
                          /**
                           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                           * @example acme
                           */
                          group?: string;
                          /** @description How long one attempt may run */
                          timeoutMs?: number;
                          /** @description How long after it is due it may begin; else it is dead */
                          startWithinMs?: number;
                          /** @description How long after it is due it may end, with all attempts; else it is dead */
                          endWithinMs?: number;
                          retention?: {
                            completed?: {
                              /** @description For how long; 0 removes it at once */
                              ageMs: number;
                              /** @description How many of the queue at most */
                              count: number;
                            };
                            dead?: {
                              /** @description For how long; 0 removes it at once */
                              ageMs: number;
                              /** @description How many of the queue at most */
                              count: number;
                            };
                          };
                        };
                      }
                    | {
                        /**
                         * @description Its queue; that of its parent unless told
                         * @example emails
                         */
                        queue?: string;
                        /**
                         * @description Which handler is to run it
                         * @example welcome
                         */
                        name: string;
                        /** @description Any JSON value */
                        data?: unknown;
                        /**
                         * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                         * @enum {string}
                         */
                        onFailure?: 'fail' | 'ignore' | 'continue';
                        options?: {
                          /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                          id?: string;
                          /** @description Higher goes first, always; 0 unless told */
                          priority?: number;
                          /** @description How often it is tried in all */
                          attempts?: number;
                          backoff?: components['schemas']['JobBackoff'];
                          /**
                           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                           * @example acme
                           */
                          group?: string;
                          /** @description How long one attempt may run */
                          timeoutMs?: number;
                          /** @description How long after it is due it may begin; else it is dead */
                          startWithinMs?: number;
                          /** @description How long after it is due it may end, with all attempts; else it is dead */
                          endWithinMs?: number;
                          retention?: {
                            completed?: {
                              /** @description For how long; 0 removes it at once */
                              ageMs: number;
                              /** @description How many of the queue at most */
                              count: number;
                            };
                            dead?: {
                              /** @description For how long; 0 removes it at once */
                              ageMs: number;
                              /** @description How many of the queue at most */
                              count: number;
                            };
                          };
                        };
                        children: (
                          | {
                              /**
                               * @description Its queue; that of its parent unless told
                               * @example emails
                               */
                              queue?: string;
                              /**
                               * @description Which handler is to run it
                               * @example welcome
                               */
                              name: string;
                              /** @description Any JSON value */
                              data?: unknown;
                              /**
                               * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                               * @enum {string}
                               */
                              onFailure?: 'fail' | 'ignore' | 'continue';
                              options?: {
                                /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                                id?: string;
                                /** @description Higher goes first, always; 0 unless told */
                                priority?: number;
                                /** @description Not before that many milliseconds have passed */
                                delayMs?: number;
                                /** @description Not before this instant, by the clock of Redis */
                                runAt?: number;
                                /** @description To the head of the queue, where it has no delay and no priority */
                                lifo?: boolean;
                                /** @description How often it is tried in all */
                                attempts?: number;
                                backoff?: components['schemas']['JobBackoff'];
                                /**
                                 * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                                 * @example acme
                                 */
                                group?: string;
                                /** @description How long one attempt may run */
                                timeoutMs?: number;
                                /** @description How long after it is due it may begin; else it is dead */
                                startWithinMs?: number;
                                /** @description How long after it is due it may end, with all attempts; else it is dead */
                                endWithinMs?: number;
                                retention?: {
                                  completed?: {
                                    /** @description For how long; 0 removes it at once */
                                    ageMs: number;
                                    /** @description How many of the queue at most */
                                    count: number;
                                  };
                                  dead?: {
                                    /** @description For how long; 0 removes it at once */
                                    ageMs: number;
                                    /** @description How many of the queue at most */
                                    count: number;
                                  };
                                };
                              };
                            }
                          | {
                              /**
                               * @description Its queue; that of its parent unless told
                               * @example emails
                               */
                              queue?: string;
                              /**
                               * @description Which handler is to run it
                               * @example welcome
                               */
                              name: string;
                              /** @description Any JSON value */
                              data?: unknown;
                              /**
                               * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                               * @enum {string}
                               */
                              onFailure?: 'fail' | 'ignore' | 'continue';
                              options?: {
                                /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                                id?: string;
                                /** @description Higher goes first, always; 0 unless told */
                                priority?: number;
                                /** @description How often it is tried in all */
                                attempts?: number;
                                backoff?: components['schemas']['JobBackoff'];
                                /**
                                 * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                                 * @example acme
                                 */
                                group?: string;
                                /** @description How long one attempt may run */
                                timeoutMs?: number;
                                /** @description How long after it is due it may begin; else it is dead */
                                startWithinMs?: number;
                                /** @description How long after it is due it may end, with all attempts; else it is dead */
                                endWithinMs?: number;
                                retention?: {
                                  completed?: {
                                    /** @description For how long; 0 removes it at once */
                                    ageMs: number;
                                    /** @description How many of the queue at most */
                                    count: number;
                                  };
                                  dead?: {
                                    /** @description For how long; 0 removes it at once */
                                    ageMs: number;
                                    /** @description How many of the queue at most */
                                    count: number;
                                  };
                                };
                              };
                              children: {
                                /**
                                 * @description Its queue; that of its parent unless told
                                 * @example emails
                                 */
                                queue?: string;
                                /**
                                 * @description Which handler is to run it
                                 * @example welcome
                                 */
                                name: string;
                                /** @description Any JSON value */
                                data?: unknown;
                                /**
                                 * @description When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once
                                 * @enum {string}
                                 */
                                onFailure?: 'fail' | 'ignore' | 'continue';
                                options?: {
                                  /** @description An id of your own: as long as the job is known, adding it again adds nothing */
                                  id?: string;
                                  /** @description Higher goes first, always; 0 unless told */
                                  priority?: number;
                                  /** @description Not before that many milliseconds have passed */
                                  delayMs?: number;
                                  /** @description Not before this instant, by the clock of Redis */
                                  runAt?: number;
                                  /** @description To the head of the queue, where it has no delay and no priority */
                                  lifo?: boolean;
                                  /** @description How often it is tried in all */
                                  attempts?: number;
                                  backoff?: components['schemas']['JobBackoff'];
                                  /**
                                   * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
                                   * @example acme
                                   */
                                  group?: string;
                                  /** @description How long one attempt may run */
                                  timeoutMs?: number;
                                  /** @description How long after it is due it may begin; else it is dead */
                                  startWithinMs?: number;
                                  /** @description How long after it is due it may end, with all attempts; else it is dead */
                                  endWithinMs?: number;
                                  retention?: {
                                    completed?: {
                                      /** @description For how long; 0 removes it at once */
                                      ageMs: number;
                                      /** @description How many of the queue at most */
                                      count: number;
                                    };
                                    dead?: {
                                      /** @description For how long; 0 removes it at once */
                                      ageMs: number;
                                      /** @description How many of the queue at most */
                                      count: number;
                                    };
                                  };
                                };
                              }[];
                            }
                        )[];
                      }
                  )[];
                }
            )[];
          }
      )[];
    };
    /**
     * @example {
     *       "queue": "pages",
     *       "id": "q0Zk3vXw1a2",
     *       "children": []
     *     }
     */
    FlowAdded: {
      queue: string;
      id: string;
      /** @description The same of each child */
      children: unknown[];
    };
    /**
     * @example {
     *       "jobs": [
     *         {
     *           "name": "import",
     *           "data": {
     *             "row": 1
     *           }
     *         }
     *       ],
     *       "onComplete": {
     *         "name": "report"
     *       }
     *     }
     */
    Batch: {
      /** @description An id of your own: adding it again adds nothing */
      id?: string;
      /**
       * @description Which handler is to run it
       * @default batch
       * @example welcome
       */
      name?: string;
      /** @description Any JSON value */
      data?: unknown;
      jobs: {
        /**
         * @description Its queue; that of its parent unless told
         * @example emails
         */
        queue?: string;
        /**
         * @description Which handler is to run it
         * @example welcome
         */
        name: string;
        /** @description Any JSON value */
        data?: unknown;
        options?: {
          /** @description An id of your own: as long as the job is known, adding it again adds nothing */
          id?: string;
          /** @description Higher goes first, always; 0 unless told */
          priority?: number;
          /** @description Not before that many milliseconds have passed */
          delayMs?: number;
          /** @description Not before this instant, by the clock of Redis */
          runAt?: number;
          /** @description To the head of the queue, where it has no delay and no priority */
          lifo?: boolean;
          /** @description How often it is tried in all */
          attempts?: number;
          backoff?: components['schemas']['JobBackoff'];
          /**
           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
           * @example acme
           */
          group?: string;
          /** @description How long one attempt may run */
          timeoutMs?: number;
          /** @description How long after it is due it may begin; else it is dead */
          startWithinMs?: number;
          /** @description How long after it is due it may end, with all attempts; else it is dead */
          endWithinMs?: number;
          retention?: {
            completed?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
            dead?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
          };
        };
      }[];
      /** @description Added when all have completed */
      onSuccess?: {
        /**
         * @description 1 to 128 bytes of UTF-8 without control characters and #
         * @example emails
         */
        queue?: string;
        /**
         * @description Which handler is to run it
         * @example welcome
         */
        name: string;
        /** @description Any JSON value */
        data?: unknown;
        options?: {
          /** @description Higher goes first, always; 0 unless told */
          priority?: number;
          /** @description Not before that many milliseconds have passed */
          delayMs?: number;
          /** @description Not before this instant, by the clock of Redis */
          runAt?: number;
          /** @description To the head of the queue, where it has no delay and no priority */
          lifo?: boolean;
          /** @description How often it is tried in all */
          attempts?: number;
          backoff?: components['schemas']['JobBackoff'];
          /**
           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
           * @example acme
           */
          group?: string;
          /** @description How long one attempt may run */
          timeoutMs?: number;
          /** @description How long after it is due it may begin; else it is dead */
          startWithinMs?: number;
          /** @description How long after it is due it may end, with all attempts; else it is dead */
          endWithinMs?: number;
          retention?: {
            completed?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
            dead?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
          };
        };
      };
      /** @description Added when the first one is dead */
      onFailure?: {
        /**
         * @description 1 to 128 bytes of UTF-8 without control characters and #
         * @example emails
         */
        queue?: string;
        /**
         * @description Which handler is to run it
         * @example welcome
         */
        name: string;
        /** @description Any JSON value */
        data?: unknown;
        options?: {
          /** @description Higher goes first, always; 0 unless told */
          priority?: number;
          /** @description Not before that many milliseconds have passed */
          delayMs?: number;
          /** @description Not before this instant, by the clock of Redis */
          runAt?: number;
          /** @description To the head of the queue, where it has no delay and no priority */
          lifo?: boolean;
          /** @description How often it is tried in all */
          attempts?: number;
          backoff?: components['schemas']['JobBackoff'];
          /**
           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
           * @example acme
           */
          group?: string;
          /** @description How long one attempt may run */
          timeoutMs?: number;
          /** @description How long after it is due it may begin; else it is dead */
          startWithinMs?: number;
          /** @description How long after it is due it may end, with all attempts; else it is dead */
          endWithinMs?: number;
          retention?: {
            completed?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
            dead?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
          };
        };
      };
      /** @description Added when all have ended, however */
      onComplete?: {
        /**
         * @description 1 to 128 bytes of UTF-8 without control characters and #
         * @example emails
         */
        queue?: string;
        /**
         * @description Which handler is to run it
         * @example welcome
         */
        name: string;
        /** @description Any JSON value */
        data?: unknown;
        options?: {
          /** @description Higher goes first, always; 0 unless told */
          priority?: number;
          /** @description Not before that many milliseconds have passed */
          delayMs?: number;
          /** @description Not before this instant, by the clock of Redis */
          runAt?: number;
          /** @description To the head of the queue, where it has no delay and no priority */
          lifo?: boolean;
          /** @description How often it is tried in all */
          attempts?: number;
          backoff?: components['schemas']['JobBackoff'];
          /**
           * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
           * @example acme
           */
          group?: string;
          /** @description How long one attempt may run */
          timeoutMs?: number;
          /** @description How long after it is due it may begin; else it is dead */
          startWithinMs?: number;
          /** @description How long after it is due it may end, with all attempts; else it is dead */
          endWithinMs?: number;
          retention?: {
            completed?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
            dead?: {
              /** @description For how long; 0 removes it at once */
              ageMs: number;
              /** @description How many of the queue at most */
              count: number;
            };
          };
        };
      };
    };
    /**
     * @example {
     *       "id": "q0Zk3vXw1a2",
     *       "ids": [
     *         "q0Zk3vXw1a3"
     *       ]
     *     }
     */
    BatchAdded: {
      id: string;
      ids: string[];
    };
    /**
     * @example {
     *       "count": 2,
     *       "left": 1,
     *       "failed": 0,
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    JobChildren: {
      count: number;
      /** @description How many have not ended */
      left: number;
      /** @description How many were dead when they ended */
      failed: number;
      items: {
        queue: string;
        id: string;
        /** @enum {string} */
        onFailure: 'fail' | 'ignore' | 'continue';
        /** @enum {string} */
        state: 'open' | 'completed' | 'dead';
        /** @description Of a completed one */
        result: unknown;
        /** @description Of a dead one */
        error: unknown;
      }[];
      nextCursor: string | null;
    };
    /**
     * @default {}
     * @example {
     *       "max": 10,
     *       "leaseMs": 30000,
     *       "waitMs": 20000
     *     }
     */
    QueueLease: {
      /**
       * @description How many jobs at most
       * @default 1
       */
      max?: number;
      /** @description How long they are yours, unless you extend it; as the queue says else */
      leaseMs?: number;
      /**
       * @description How long to wait for a job when there is none
       * @default 0
       */
      waitMs?: number;
    };
    /**
     * @example {
     *       "jobs": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "name": "welcome",
     *           "data": {
     *             "to": "ada@example.com"
     *           },
     *           "attempt": 1,
     *           "token": "1764045000123-u3Fq9s",
     *           "leaseUntilAt": 1764045030123
     *         }
     *       ]
     *     }
     */
    QueueLeased: {
      jobs: {
        id: string;
        name: string;
        data: unknown;
        /** @description 1 for the first */
        attempt: number;
        /** @description The token of the lease, as it was answered */
        token: string;
        /** @description Then the job goes to another worker */
        leaseUntilAt: number;
        /** @description What attempts before have noted, by name */
        steps?: {
          [key: string]: unknown;
        };
        /** @description How far the attempt before has noted to be */
        checkpoint?: unknown;
        /** @description How long the attempt may run: whoever works holds to that */
        timeoutMs?: number;
      }[];
    };
    /**
     * @example {
     *       "outcomes": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "token": "1764045000123-u3Fq9s",
     *           "status": "completed",
     *           "result": {
     *             "ok": true
     *           }
     *         }
     *       ]
     *     }
     */
    QueueSettle: {
      outcomes: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
        /** @description The token of the lease, as it was answered */
        token: string;
        /**
         * @description `released`: back at once, as if it had not been leased; `snoozed`: back after `delayMs`
         * @enum {string}
         */
        status: 'completed' | 'failed' | 'released' | 'snoozed';
        /** @description What came of a completed job */
        result?: unknown;
        /** @description What went wrong */
        error?: unknown;
        /** @description Of a failed one: false for no further attempt; a delay instead of the backoff */
        retry?:
          | boolean
          | {
              delayMs: number;
            };
        /**
         * @description Of a snoozed one
         * @default 0
         */
        delayMs?: number;
      }[];
    };
    /**
     * @example {
     *       "results": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "accepted": true,
     *           "state": "completed"
     *         }
     *       ]
     *     }
     */
    QueueSettled: {
      results: {
        id: string;
        accepted: boolean;
        /**
         * @description What the job is now
         * @enum {string}
         */
        state?: 'completed' | 'delayed' | 'dead';
        /** @description `LEASE_LOST` when the lease was no longer yours, `JOB_CANCELLED` and `JOB_EXPIRED` when its job was ended meanwhile */
        code?: string;
      }[];
    };
    /**
     * @example {
     *       "leases": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "token": "1764045000123-u3Fq9s"
     *         }
     *       ],
     *       "leaseMs": 30000
     *     }
     */
    QueueExtend: {
      leases: {
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
        /** @description The token of the lease, as it was answered */
        token: string;
      }[];
      /** @description How long from now; as the queue says else */
      leaseMs?: number;
    };
    /**
     * @example {
     *       "leaseUntilAt": 1764045060123,
     *       "results": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "accepted": true
     *         }
     *       ]
     *     }
     */
    QueueExtended: {
      leaseUntilAt: number;
      results: {
        id: string;
        accepted: boolean;
        /** @description `LEASE_LOST` when the lease was no longer yours, `JOB_CANCELLED` and `JOB_EXPIRED` when its job was ended meanwhile */
        code?: string;
      }[];
    };
    /**
     * @example {
     *       "token": "1764045000123-u3Fq9s",
     *       "name": "charge",
     *       "result": {
     *         "id": "ch_17"
     *       }
     *     }
     */
    JobStep: {
      /** @description The token of the lease, as it was answered */
      token: string;
      /** @description Of a step, one of its kind in the job */
      name: string;
      /** @description Any JSON value */
      result: unknown;
    };
    /**
     * @example {
     *       "accepted": true
     *     }
     */
    JobNoted: {
      accepted: boolean;
      /** @description `LEASE_LOST` when the lease was no longer yours, `JOB_CANCELLED` and `JOB_EXPIRED` when its job was ended meanwhile */
      code?: string;
    };
    /**
     * @example {
     *       "token": "1764045000123-u3Fq9s",
     *       "value": {
     *         "page": 17
     *       }
     *     }
     */
    JobCheckpoint: {
      /** @description The token of the lease, as it was answered */
      token: string;
      /** @description Any JSON value */
      value: unknown;
    };
    /**
     * @example {
     *       "token": "1764045000123-u3Fq9s",
     *       "value": 42
     *     }
     */
    JobProgress: {
      /** @description The token of the lease, as it was answered */
      token: string;
      /** @description In place of what was told before */
      value: unknown;
    };
    /**
     * @example {
     *       "token": "1764045000123-u3Fq9s",
     *       "lines": [
     *         "opened the file"
     *       ]
     *     }
     */
    JobLogLines: {
      /** @description The token of the lease, as it was answered */
      token: string;
      lines: string[];
    };
    /**
     * @example {
     *       "concurrency": 20,
     *       "rate": {
     *         "limit": 100,
     *         "windowMs": 60000,
     *         "burst": 1
     *       },
     *       "heldUntilAt": null
     *     }
     */
    QueueLimits: {
      /** @description How many jobs of the queue may run at a time, everywhere together */
      concurrency?: number;
      rate?: {
        /** @description How many jobs may begin */
        limit: number;
        /** @description In how much time */
        windowMs: number;
        /**
         * @description How many of them at once after a pause; 1 spreads them evenly
         * @default 1
         */
        burst: number;
      };
      /** @description Until when no jobs are handed out; null when some are */
      heldUntilAt: number | null;
    };
    /**
     * @example {
     *       "concurrency": 20,
     *       "rate": {
     *         "limit": 100,
     *         "windowMs": 60000
     *       }
     *     }
     */
    QueueLimitsInput: {
      /** @description How many jobs of the queue may run at a time, everywhere together */
      concurrency?: number;
      rate?: {
        /** @description How many jobs may begin */
        limit: number;
        /** @description In how much time */
        windowMs: number;
        /**
         * @description How many of them at once after a pause; 1 spreads them evenly
         * @default 1
         */
        burst?: number;
      };
    };
    /**
     * @example {
     *       "delayMs": 30000
     *     }
     */
    QueueHold: {
      /** @description How long no jobs are handed out; 0 ends that at once */
      delayMs: number;
    };
    /**
     * @example {
     *       "id": "q0Zk3vXw1a2",
     *       "state": "completed",
     *       "result": {
     *         "sent": true
     *       },
     *       "error": null
     *     }
     */
    JobResult: {
      id: string;
      /**
       * @description `completed` or `dead` when it has ended; else where it is
       * @enum {string}
       */
      state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
      /** @description Of a completed job */
      result: unknown;
      /** @description Of a dead one, its last */
      error: unknown;
    };
    /**
     * @example {
     *       "name": "welcome",
     *       "data": {
     *         "to": "ada@example.com"
     *       },
     *       "waitMs": 20000
     *     }
     */
    JobRun: {
      /**
       * @description Which handler is to run it
       * @example welcome
       */
      name: string;
      /** @description Any JSON value */
      data?: unknown;
      options?: components['schemas']['JobOptions'];
      /**
       * @description How long to wait for its end
       * @default 0
       */
      waitMs?: number;
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    SchedulePage: {
      items: components['schemas']['Schedule'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "id": "daily-digest",
     *       "name": "digest",
     *       "cron": "0 7 * * MON-FRI",
     *       "timeZone": "Europe/Berlin",
     *       "data": {
     *         "to": "all"
     *       },
     *       "jitterMs": 0,
     *       "catchUp": "one",
     *       "createdAt": 1764045000123,
     *       "runs": 3,
     *       "lastAt": 1764568800000,
     *       "nextAt": 1764655200000,
     *       "upcoming": [
     *         1764655200000,
     *         1764741600000
     *       ]
     *     }
     */
    Schedule: {
      /**
       * @description Which handler is to run it
       * @example welcome
       */
      name: string;
      data: unknown;
      /**
       * @description Five fields (minute, hour, day, month, weekday), or six with seconds in front
       * @example 0 7 * * MON-FRI
       */
      cron?: string;
      /**
       * @description IANA name of the zone in which the pattern is meant; UTC unless told
       * @example Europe/Berlin
       */
      timeZone?: string;
      /** @description Or at a fixed distance, counted from `startAt` or from when it was made */
      everyMs?: number;
      /** @description No slot before this instant */
      startAt?: number;
      /** @description No slot after this instant */
      endAt?: number;
      /** @description How many slots in all */
      limit?: number;
      /**
       * @description Each job up to that much later, by chance
       * @default 0
       */
      jitterMs: number;
      /**
       * @description What of slots that were missed: the latest one is run, each one is, or none that is more than a minute late
       * @default one
       * @enum {string}
       */
      catchUp: 'one' | 'all' | 'none';
      /** @description Of its jobs */
      options?: {
        /** @description Higher goes first, always; 0 unless told */
        priority?: number;
        /** @description How often it is tried in all */
        attempts?: number;
        backoff?: components['schemas']['JobBackoff'];
        /**
         * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
         * @example acme
         */
        group?: string;
        /** @description How long one attempt may run */
        timeoutMs?: number;
        retention?: {
          completed?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
          dead?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
        };
      };
      id: string;
      /** @description When its times were set: a change of these begins anew */
      createdAt: number;
      /** @description Slots that were fired since then */
      runs: number;
      /** @description The last one of them */
      lastAt: number | null;
      /** @description The next one; null when it is over */
      nextAt: number | null;
      /** @description The next five */
      upcoming: number[];
    };
    /**
     * @example {
     *       "name": "digest",
     *       "cron": "0 7 * * MON-FRI",
     *       "timeZone": "Europe/Berlin",
     *       "data": {
     *         "to": "all"
     *       }
     *     }
     */
    ScheduleInput: {
      /**
       * @description Which handler is to run it
       * @example welcome
       */
      name: string;
      /** @description Any JSON value */
      data?: unknown;
      /**
       * @description Five fields (minute, hour, day, month, weekday), or six with seconds in front
       * @example 0 7 * * MON-FRI
       */
      cron?: string;
      /**
       * @description IANA name of the zone in which the pattern is meant; UTC unless told
       * @example Europe/Berlin
       */
      timeZone?: string;
      /** @description Or at a fixed distance, counted from `startAt` or from when it was made */
      everyMs?: number;
      /** @description No slot before this instant */
      startAt?: number;
      /** @description No slot after this instant */
      endAt?: number;
      /** @description How many slots in all */
      limit?: number;
      /**
       * @description Each job up to that much later, by chance
       * @default 0
       */
      jitterMs?: number;
      /**
       * @description What of slots that were missed: the latest one is run, each one is, or none that is more than a minute late
       * @default one
       * @enum {string}
       */
      catchUp?: 'one' | 'all' | 'none';
      /** @description Of its jobs */
      options?: {
        /** @description Higher goes first, always; 0 unless told */
        priority?: number;
        /** @description How often it is tried in all */
        attempts?: number;
        backoff?: components['schemas']['JobBackoff'];
        /**
         * @description Takes turns with the other groups of the queue; the group may have limits, and be paused
         * @example acme
         */
        group?: string;
        /** @description How long one attempt may run */
        timeoutMs?: number;
        retention?: {
          completed?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
          dead?: {
            /** @description For how long; 0 removes it at once */
            ageMs: number;
            /** @description How many of the queue at most */
            count: number;
          };
        };
      };
    };
    /**
     * @example {
     *       "action": "retry",
     *       "state": "dead",
     *       "name": "welcome",
     *       "error": "timeout"
     *     }
     */
    QueueBulk: {
      /**
       * @description Run dead or completed jobs again; make delayed ones due now; remove jobs; end those that have not ended
       * @enum {string}
       */
      action: 'retry' | 'promote' | 'remove' | 'cancel';
      /**
       * @description Of jobs in this state; unless told `dead` for a retry, `delayed` for a promotion, all that have not ended for a cancellation
       * @enum {string}
       */
      state?: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
      /** @description Only jobs of this name */
      name?: string;
      /** @description Only jobs of this group */
      group?: string;
      /** @description Only those whose last error contains this text */
      error?: string;
      /** @description Only those whose data has these fields with these values, at any depth; arrays as a whole */
      data?:
        | {
            [key: string]: unknown;
          }
        | string;
      /** @description Only those that were added at least that long ago */
      minAgeMs?: number | string;
      /** @description Only those that were added at most that long ago */
      maxAgeMs?: number | string;
      /** @description What its error shall say */
      reason?: string;
      /**
       * @description How many jobs one step changes at most
       * @default 500
       */
      limit?: number;
      /** @description `nextCursor` of the step before */
      cursor?: string;
    };
    /**
     * @example {
     *       "changed": 120,
     *       "seen": 2000,
     *       "nextCursor": "1764045000123~0.1764045000123.1"
     *     }
     */
    QueueBulkStep: {
      /** @description How many jobs this step has changed */
      changed: number;
      /** @description How many it has looked at: 2000 at most */
      seen: number;
      /** @description For the next step; null when there is no more to be done */
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    JobGroupPage: {
      items: components['schemas']['JobGroup'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "group": "acme",
     *       "waiting": 12,
     *       "busy": 2,
     *       "paused": false,
     *       "limits": null
     *     }
     */
    JobGroup: {
      group: string;
      /** @description Jobs that wait */
      waiting: number;
      /** @description Jobs that have one of its places: that run, or of a strict group come again */
      busy: number;
      paused: boolean;
      /** @description Its own limits; null where those of all groups hold */
      limits: {
        /** @description How many jobs of a group may run at a time, everywhere together */
        concurrency?: number;
        rate?: {
          /** @description How many jobs may begin */
          limit: number;
          /** @description In how much time */
          windowMs: number;
          /**
           * @description How many of them at once after a pause; 1 spreads them evenly
           * @default 1
           */
          burst: number;
        };
        /** @description One at a time and in order, also through retries: a job that comes again holds up its group */
        strict?: boolean;
        /** @description How many jobs of a group may wait: who adds one more is refused (`GROUP_FULL`) */
        maxWaiting?: number;
        /** @description How many jobs of a group may begin in one turn of it; 1 unless told */
        weight?: number;
      } | null;
    };
    /**
     * @example {
     *       "concurrency": 2,
     *       "rate": {
     *         "limit": 100,
     *         "windowMs": 60000,
     *         "burst": 10
     *       }
     *     }
     */
    JobGroupLimits: {
      /** @description How many jobs of a group may run at a time, everywhere together */
      concurrency?: number;
      rate?: {
        /** @description How many jobs may begin */
        limit: number;
        /** @description In how much time */
        windowMs: number;
        /**
         * @description How many of them at once after a pause; 1 spreads them evenly
         * @default 1
         */
        burst?: number;
      };
      /** @description One at a time and in order, also through retries: a job that comes again holds up its group */
      strict?: boolean;
      /** @description How many jobs of a group may wait: who adds one more is refused (`GROUP_FULL`) */
      maxWaiting?: number;
      /** @description How many jobs of a group may begin in one turn of it; 1 unless told */
      weight?: number;
    };
    /**
     * @example {
     *       "limits": {
     *         "concurrency": 2
     *       }
     *     }
     */
    JobGroupLimitsOfAll: {
      /** @description null where there are none */
      limits: {
        /** @description How many jobs of a group may run at a time, everywhere together */
        concurrency?: number;
        rate?: {
          /** @description How many jobs may begin */
          limit: number;
          /** @description In how much time */
          windowMs: number;
          /**
           * @description How many of them at once after a pause; 1 spreads them evenly
           * @default 1
           */
          burst: number;
        };
        /** @description One at a time and in order, also through retries: a job that comes again holds up its group */
        strict?: boolean;
        /** @description How many jobs of a group may wait: who adds one more is refused (`GROUP_FULL`) */
        maxWaiting?: number;
        /** @description How many jobs of a group may begin in one turn of it; 1 unless told */
        weight?: number;
      } | null;
    };
    /**
     * @example {
     *       "namespaces": {
     *         "app": {
     *           "memoryHits": 9120,
     *           "hits": 310,
     *           "misses": 12,
     *           "loads": 12,
     *           "waits": 0
     *         }
     *       }
     *     }
     */
    CacheStatistics: {
      namespaces: {
        [key: string]: {
          [key: string]: number;
        };
      };
    };
    /**
     * @example {
     *       "value": {
     *         "sku": "book",
     *         "price": 20
     *       },
     *       "ttlMs": 60000,
     *       "staleMs": 600000,
     *       "tags": [
     *         "prices"
     *       ]
     *     }
     */
    CachePut: {
      /** @description Any JSON value */
      value: unknown;
      /** @description How long it is fresh */
      ttlMs?: number;
      /** @description How long after that it is served while somebody loads it anew */
      staleMs?: number;
      /** @description How long after ttlMs it is still answered, with hit false, to who may load it */
      graceMs?: number;
      /** @description By which the entry can be invalidated: at most 16, of 64 bytes each */
      tags?: string[];
      /** @description The lease under which it was loaded: it is not stored if it may be out of date */
      lease?: string;
    };
    /**
     * @example {
     *       "key": "product-42",
     *       "stored": true
     *     }
     */
    CacheStored: {
      key: string;
      stored: boolean;
    };
    /**
     * @example {
     *       "key": "product-42",
     *       "hit": true,
     *       "value": {
     *         "sku": "book",
     *         "price": 20
     *       },
     *       "state": "fresh",
     *       "ttlMs": 51220,
     *       "tags": [
     *         "prices"
     *       ]
     *     }
     */
    CacheEntry: {
      key: string;
      /** @description Whether the value may be used; if not, load it, or ask again after retryAfterMs */
      hit: boolean;
      /** @description With hit false: an older one, for the case that loading fails */
      value?: unknown;
      /** @enum {string} */
      state?: 'fresh' | 'stale' | 'grace';
      /** @description How long it is fresh from now on */
      ttlMs?: number;
      tags?: string[];
      /** @description You are the one to load it: PUT it with this lease, or give it back */
      lease?: string;
      /** @description How long the lease keeps others from loading */
      leaseMs?: number;
      /** @description Somebody else loads it: ask again then */
      retryAfterMs?: number;
    };
    /**
     * @example {
     *       "lease": "1795440764539600.mZ3kTq0pX1c2v3B4"
     *     }
     */
    CacheRelease: {
      /** @description The lease under which it was loaded: it is not stored if it may be out of date */
      lease: string;
    };
    /**
     * @example {
     *       "released": true
     *     }
     */
    CacheReleased: {
      released: boolean;
    };
    /**
     * @example {
     *       "tags": [
     *         "prices"
     *       ]
     *     }
     */
    CacheInvalidate: {
      /** @description By which the entry can be invalidated: at most 16, of 64 bytes each */
      tags?: string[];
      /** @enum {boolean} */
      all?: true;
    };
    /**
     * @example {
     *       "invalidated": true
     *     }
     */
    CacheInvalidated: {
      invalidated: boolean;
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    Topics: {
      items: components['schemas']['Topic'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "name": "orders",
     *       "length": 17,
     *       "firstId": "1764045000001-1",
     *       "lastId": "1764045000123-17",
     *       "published": 17,
     *       "createdAt": 1764045000001,
     *       "settings": {
     *         "maxLength": 100000,
     *         "maxAgeMs": 604800000,
     *         "maxUnreadLength": 1000000,
     *         "whenFull": "refuse",
     *         "idempotencyMs": 600000
     *       }
     *     }
     */
    Topic: {
      name: string;
      /** @description How many messages are kept */
      length: number;
      /** @description The oldest of them */
      firstId: string | null;
      /** @description The last that was published */
      lastId: string | null;
      /** @description How many were ever published: the sequence of the last */
      published: number;
      createdAt: number;
      /** @description What was set for the topic, and else what the process says that answers */
      settings: {
        /** @description How many of the newest messages are kept; a consumer group keeps those that it still needs */
        maxLength: number;
        /** @description How long messages are kept, unless a consumer group still needs them */
        maxAgeMs: number;
        /** @description How long a topic may become because a consumer group is behind */
        maxUnreadLength: number;
        /**
         * @description At `maxUnreadLength`: refuse to publish (TOPIC_FULL), or drop the oldest, which their groups are told
         * @enum {string}
         */
        whenFull: 'refuse' | 'drop';
        /** @description How long an idempotency key is remembered */
        idempotencyMs: number;
      };
    };
    /**
     * @default {}
     * @example {
     *       "maxLength": 1000000,
     *       "maxAgeMs": 2592000000
     *     }
     */
    TopicPut: {
      /** @description How many of the newest messages are kept; a consumer group keeps those that it still needs */
      maxLength?: number;
      /** @description How long messages are kept, unless a consumer group still needs them */
      maxAgeMs?: number;
      /** @description How long a topic may become because a consumer group is behind */
      maxUnreadLength?: number;
      /**
       * @description At `maxUnreadLength`: refuse to publish (TOPIC_FULL), or drop the oldest, which their groups are told
       * @enum {string}
       */
      whenFull?: 'refuse' | 'drop';
      /** @description How long an idempotency key is remembered */
      idempotencyMs?: number;
    };
    /**
     * @example {
     *       "data": {
     *         "orderId": "17",
     *         "total": 42
     *       },
     *       "key": "customer-7"
     *     }
     */
    TopicPublish:
      | {
          /** @description Any JSON value */
          data: unknown;
          /** @description A consumer group handles messages of one key one after the other, in their order */
          key?: string;
          /** @description Publishing again with the same key publishes nothing and answers what was published first */
          idempotencyKey?: string;
          /** @description Travel beside the data: a trace, a tenant */
          headers?: {
            [key: string]: string;
          };
        }
      | {
          messages: {
            /** @description Any JSON value */
            data: unknown;
            /** @description A consumer group handles messages of one key one after the other, in their order */
            key?: string;
            /** @description Publishing again with the same key publishes nothing and answers what was published first */
            idempotencyKey?: string;
            /** @description Travel beside the data: a trace, a tenant */
            headers?: {
              [key: string]: string;
            };
          }[];
        };
    /**
     * @example {
     *       "id": "1764045000123-17",
     *       "sequence": 17,
     *       "duplicate": false
     *     }
     */
    TopicPublished:
      | {
          /** @description Where it is in the topic */
          id: string;
          /** @description 1 for the first message of a topic, each further one has the next */
          sequence: number;
          /** @description Whether it had been published before with the same idempotency key */
          duplicate: boolean;
        }
      | {
          items: {
            /** @description Where it is in the topic */
            id: string;
            /** @description 1 for the first message of a topic, each further one has the next */
            sequence: number;
            /** @description Whether it had been published before with the same idempotency key */
            duplicate: boolean;
          }[];
        };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "1764045000123-17",
     *           "sequence": 17,
     *           "publishedAt": 1764045000123,
     *           "data": {
     *             "orderId": "17",
     *             "total": 42
     *           },
     *           "key": "customer-7",
     *           "headers": {}
     *         }
     *       ],
     *       "nextCursor": null,
     *       "missed": 0,
     *       "reset": false
     *     }
     */
    TopicPage: {
      items: components['schemas']['TopicMessage'][];
      /** @description To be given as `after`; null when there are no more by now */
      nextCursor: string | null;
      /** @description How many messages between `after` and the first of these are no longer kept */
      missed: number;
      /** @description Whether `after` is of a topic that has been deleted or lost since */
      reset: boolean;
    };
    /**
     * @example {
     *       "id": "1764045000123-17",
     *       "sequence": 17,
     *       "publishedAt": 1764045000123,
     *       "data": {
     *         "orderId": "17",
     *         "total": 42
     *       },
     *       "key": "customer-7",
     *       "headers": {}
     *     }
     */
    TopicMessage: {
      id: string;
      sequence: number;
      publishedAt: number;
      data: unknown;
      key: string | null;
      headers: {
        [key: string]: string;
      };
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    Groups: {
      items: components['schemas']['Group'][];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "name": "billing",
     *       "topic": "orders",
     *       "leaseMs": 30000,
     *       "maxDeliveries": 5,
     *       "lag": 12,
     *       "delivered": 3,
     *       "retrying": 1,
     *       "parked": 0,
     *       "dead": 0,
     *       "oldestAt": 1764045000123,
     *       "totals": {
     *         "acknowledged": 5120,
     *         "dead": 0,
     *         "lost": 0,
     *         "dropped": 0
     *       }
     *     }
     */
    Group: {
      name: string;
      topic: string;
      leaseMs: number;
      maxDeliveries: number;
      /** @description Messages that were not delivered yet */
      lag: number;
      /** @description Messages that a consumer has */
      delivered: number;
      /** @description Messages that will be delivered again */
      retrying: number;
      /** @description Messages that wait for the one before them with the same key */
      parked: number;
      /** @description Dead letters */
      dead: number;
      /** @description When the oldest message was published that is not acknowledged */
      oldestAt: number | null;
      /** @description `lost`: messages dropped from the topic before they were acknowledged; `dropped`: dead letters */
      totals: {
        acknowledged: number;
        dead: number;
        lost: number;
        dropped: number;
      };
    };
    /**
     * @default {}
     * @example {
     *       "from": "start",
     *       "leaseMs": 30000,
     *       "maxDeliveries": 5
     *     }
     */
    GroupPut: {
      /**
       * @description Where a new group begins: with what is to come, the oldest message, after an id, or at an instant
       * @default end
       */
      from?: ('start' | 'end') | string;
      /** @description How long a consumer may be silent before its messages go to others */
      leaseMs?: number;
      /** @description How often a message is delivered before it goes to the dead letters */
      maxDeliveries?: number;
    };
    /**
     * @default {}
     * @example {
     *       "max": 10,
     *       "waitMs": 20000
     *     }
     */
    GroupPull: {
      /**
       * @description How many messages at most
       * @default 1
       */
      max?: number;
      /**
       * @description How long to wait for a message when there is none
       * @default 0
       */
      waitMs?: number;
      /** @description How long they are yours, unless you extend it; as the group says else */
      leaseMs?: number;
    };
    /**
     * @example {
     *       "messages": [
     *         {
     *           "id": "1764045000123-17",
     *           "sequence": 17,
     *           "publishedAt": 1764045000123,
     *           "data": {
     *             "orderId": "17",
     *             "total": 42
     *           },
     *           "key": "customer-7",
     *           "headers": {},
     *           "delivery": 1,
     *           "receipt": "1764045000123-17.1"
     *         }
     *       ],
     *       "leaseUntilAt": 1764045030123,
     *       "missed": 0
     *     }
     */
    GroupPulled: {
      messages: {
        id: string;
        sequence: number;
        publishedAt: number;
        data: unknown;
        key: string | null;
        headers: {
          [key: string]: string;
        };
        /** @description 1 for the first, more when it comes again */
        delivery: number;
        /** @description The receipt of a delivery, as it was answered */
        receipt: string;
      }[];
      /** @description Then they go to another consumer, unless acknowledged or extended */
      leaseUntilAt: number;
      /** @description Messages that were dropped from the topic before this group had them */
      missed: number;
    };
    /**
     * @example {
     *       "receipts": [
     *         "1764045000123-17.1"
     *       ]
     *     }
     */
    GroupAck: {
      receipts: string[];
    };
    /**
     * @example {
     *       "results": [
     *         {
     *           "receipt": "1764045000123-17.1",
     *           "accepted": true
     *         }
     *       ]
     *     }
     */
    GroupSettled: {
      results: {
        receipt: string;
        accepted: boolean;
        /** @description `LEASE_LOST` when the message was no longer yours */
        code?: string;
      }[];
    };
    /**
     * @example {
     *       "receipts": [
     *         "1764045000123-17.1"
     *       ],
     *       "delayMs": 5000,
     *       "reason": "No stock"
     *     }
     */
    GroupNack: {
      receipts: string[];
      /**
       * @description Not again before that many milliseconds
       * @default 0
       */
      delayMs?: number;
      /**
       * @description To the dead letters at once: no further delivery can help
       * @default false
       */
      dead?: boolean;
      /**
       * @description What went wrong; the dead letter keeps it
       * @default
       */
      reason?: string;
    };
    /**
     * @example {
     *       "receipts": [
     *         "1764045000123-17.1"
     *       ],
     *       "leaseMs": 30000
     *     }
     */
    GroupExtend: {
      receipts: string[];
      /** @description How long from now; as the group says else */
      leaseMs?: number;
    };
    /**
     * @example {
     *       "leaseUntilAt": 1764045060123,
     *       "results": [
     *         {
     *           "receipt": "1764045000123-17.1",
     *           "accepted": true
     *         }
     *       ]
     *     }
     */
    GroupExtended: {
      leaseUntilAt: number;
      results: {
        receipt: string;
        accepted: boolean;
        /** @description `LEASE_LOST` when the message was no longer yours */
        code?: string;
      }[];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "1764045000123-17",
     *           "sequence": 17,
     *           "publishedAt": 1764045000123,
     *           "data": {
     *             "orderId": "17",
     *             "total": 42
     *           },
     *           "key": "customer-7",
     *           "headers": {},
     *           "deliveries": 5,
     *           "reason": "No stock",
     *           "deadAt": 1764045100123
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    DeadLetters: {
      items: {
        id: string;
        sequence: number;
        publishedAt: number;
        data: unknown;
        key: string | null;
        headers: {
          [key: string]: string;
        };
        deliveries: number;
        reason: string;
        deadAt: number;
      }[];
      nextCursor: string | null;
    };
    /**
     * @default {}
     * @example {
     *       "limit": 100
     *     }
     */
    GroupRedrive: {
      /** @description Which; else the oldest */
      ids?: string[];
      /**
       * @description How many at most
       * @default 1000
       */
      limit?: number;
    };
    /**
     * @example {
     *       "moved": 12
     *     }
     */
    LettersMoved: {
      moved: number;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "channel": "chat:lobby",
     *           "pattern": false,
     *           "listeners": 12,
     *           "processes": 2
     *         }
     *       ],
     *       "nextCursor": null,
     *       "count": 1,
     *       "untold": 0
     *     }
     */
    ChannelsHeard: {
      items: {
        channel: string;
        /** @description Whether it is a pattern, of which all channels are heard that fit */
        pattern: boolean;
        /** @description Streams, sockets and handlers, in all processes */
        listeners: number;
        /** @description In how many processes they are */
        processes: number;
      }[];
      nextCursor: string | null;
      /** @description How many channels and patterns are known to be listened to */
      count: number;
      /** @description How many more single processes have: each tells of the 200 that most listen to there, 0 where all are told */
      untold: number;
    };
    /**
     * @example {
     *       "data": {
     *         "text": "Hello"
     *       }
     *     }
     */
    ChannelSay: {
      /** @description Any JSON value */
      data: unknown;
    };
    /**
     * @example {
     *       "receivers": 2
     *     }
     */
    ChannelSaid: {
      /** @description How many processes listen; on a Cluster those on the same node only */
      receivers: number;
    };
    /**
     * @example {
     *       "channel": "chat:lobby",
     *       "data": {
     *         "text": "Hello"
     *       }
     *     }
     */
    ChannelMessage: {
      channel: string;
      data: unknown;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "member": "ada",
     *           "untilAt": 1764045030123
     *         }
     *       ],
     *       "nextCursor": null,
     *       "count": 1
     *     }
     */
    ChannelPresence: {
      items: {
        member: string;
        /** @description Present until then, unless it is told again */
        untilAt: number;
      }[];
      nextCursor: string | null;
      /** @description How many are present */
      count: number;
    };
    /**
     * @example {
     *       "pattern": "orders.get",
     *       "data": {
     *         "orderId": "17"
     *       },
     *       "timeoutMs": 5000
     *     }
     */
    RpcCall: {
      /** @description The pattern of the message: text, or an object as `{ "cmd": "sum" }` */
      pattern:
        | string
        | {
            [key: string]: string | number | boolean;
          };
      /** @description Any JSON value */
      data: unknown;
      /**
       * @description How long to wait for the answer
       * @default 5000
       */
      timeoutMs?: number;
    };
    /**
     * @example {
     *       "response": {
     *         "orderId": "17",
     *         "total": 42
     *       }
     *     }
     */
    RpcAnswer: {
      response: unknown;
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
     *       "items": [
     *         {
     *           "site": "shop.example",
     *           "timeZone": "Europe/Berlin",
     *           "shards": 1
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AnalyticsSites: {
      items: {
        /**
         * @description Whose days and hours count; fixed when the site is made
         * @example Europe/Berlin
         */
        timeZone: string;
        /** @description Over how many hash slots its visitors are spread; fixed when the site is made */
        shards: number;
        /** @description Origins whose pages may send events, `https://shop.example`; none listed: all */
        origins?: string[];
        /** @description Properties of events that are ranked; others are not kept */
        properties?: string[];
        /** @description The header in which the proxy before this service tells the country of a page, such as `cf-ipcountry`; it has to take out what comes from outside. Countries are not counted unless told */
        countryHeader?: string;
        /**
         * @description `exact` keeps under a digest of each `userId` the days on which it was active: exact numbers of active users, and retention
         * @enum {string}
         */
        users?: 'estimated' | 'exact';
        /** @description Funnels by name; one whose steps or window change begins anew */
        funnels?: {
          [key: string]: {
            /** @description What has to happen, one after the other */
            steps: (
              | {
                  /** @description A page view of this path; `/docs/*` of whatever begins so */
                  path: string;
                }
              | {
                  /**
                   * @description `pageview`, or what your app calls it
                   * @example pageview
                   */
                  event: string;
                }
            )[];
            /** @description Within which time from the first step; a day unless told */
            windowMs?: number;
          };
        };
        /**
         * @description What becomes of events from pages that a bot has opened; dropped unless told
         * @enum {string}
         */
        bots?: 'drop' | 'count';
        /** @description Whether events of browsers that send `Sec-GPC` or `DNT` are left out; they are unless told */
        honourDoNotTrack?: boolean;
        site: string;
        /**
         * Format: date
         * @description From which day on users are counted exactly, where it was not from the first
         */
        usersSince?: string;
      }[];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "name": "pageview",
     *       "path": "/pricing",
     *       "referrer": "https://news.example/"
     *     }
     */
    AnalyticsTrack: unknown;
    /**
     * @example {
     *       "accepted": 2,
     *       "rejected": 0
     *     }
     */
    AnalyticsTracked: {
      /** @description How many events were taken */
      accepted: number;
      /** @description How many were not */
      rejected: number;
      /** @description Why not, for the first 20 of them, by their place in the batch */
      errors?: {
        index: number;
        path: string;
        message: string;
      }[];
    };
    /**
     * @example {
     *       "events": [
     *         {
     *           "name": "pageview",
     *           "path": "/",
     *           "at": 1774738800000,
     *           "userId": "ada"
     *         }
     *       ],
     *       "id": "access.log.3-1200"
     *     }
     */
    AnalyticsImport: {
      /** @description Events as they are sent alone. Each is checked by itself: one that is wrong does not hold up the others */
      events: {
        [key: string]: unknown;
      }[];
      /** @description Sent again under the same id within a week, it is counted once; with the same events in the same order */
      id: string;
    };
    /**
     * @example {
     *       "interval": "day",
     *       "timeZone": "Europe/Berlin",
     *       "total": {
     *         "pageviews": 1042,
     *         "events": 31,
     *         "visits": 400,
     *         "bounces": 210,
     *         "durationMs": 36000000
     *       },
     *       "items": [
     *         {
     *           "at": 1774738800000,
     *           "date": "2026-03-29",
     *           "pageviews": 1042,
     *           "events": 31,
     *           "visits": 400,
     *           "bounces": 210,
     *           "durationMs": 36000000,
     *           "visitors": 377
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AnalyticsPageviews: {
      interval: string;
      timeZone: string;
      /** @description The sum of the items; `visitors` is told by the day and has none */
      total: {
        pageviews: number;
        /** @description Events other than page views */
        events?: number;
        visits?: number;
        /** @description Visits of one event */
        bounces?: number;
        /** @description How long the visits were together */
        durationMs?: number;
        /** @description Visitors of the day, with a standard error of 0.81 %; by day only */
        visitors?: number;
      };
      /** @description Of the period before, where it was asked for */
      previous?: {
        from: number;
        to: number;
        total: {
          pageviews: number;
          /** @description Events other than page views */
          events?: number;
          visits?: number;
          /** @description Visits of one event */
          bounces?: number;
          /** @description How long the visits were together */
          durationMs?: number;
          /** @description Visitors of the day, with a standard error of 0.81 %; by day only */
          visitors?: number;
        };
      };
      items: {
        /** @description When the interval begins */
        at: number;
        /** @description Its day in the time zone of the site, or its month */
        date: string;
        pageviews: number;
        /** @description Events other than page views */
        events?: number;
        visits?: number;
        /** @description Visits of one event */
        bounces?: number;
        /** @description How long the visits were together */
        durationMs?: number;
        /** @description Visitors of the day, with a standard error of 0.81 %; by day only */
        visitors?: number;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "dimension": "page",
     *       "counts": "pageviews",
     *       "from": "2026-03-01",
     *       "to": "2026-03-31",
     *       "items": [
     *         {
     *           "value": "/pricing",
     *           "count": 812
     *         }
     *       ],
     *       "other": 230,
     *       "exact": true,
     *       "nextCursor": null
     *     }
     */
    AnalyticsTop: {
      dimension: string;
      /**
       * @description What is counted
       * @enum {string}
       */
      counts: 'pageviews' | 'visits' | 'events';
      /** @description The first day */
      from: string;
      /** @description The last day */
      to: string;
      items: {
        value: string;
        count: number;
      }[];
      /** @description What others add up to, those included that were too rare to be told apart */
      other: number;
      /** @description Whether none were too rare: then each count is exact, else none is too high */
      exact: boolean;
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @description Of one day; with `from` and `to` of each day, as `items`
     * @example {
     *       "date": "2026-03-29",
     *       "daily": 120,
     *       "weekly": 410,
     *       "monthly": 1103,
     *       "visitors": 377,
     *       "exact": false,
     *       "error": 0.0081
     *     }
     */
    AnalyticsActiveUsers:
      | {
          date: string;
          /** @description Users who were active on the day */
          daily: number;
          /** @description in the week from its Monday */
          weekly: number;
          /** @description in its calendar month */
          monthly: number;
          /** @description Visitors of the day, those without a `userId` included */
          visitors: number;
          /** @description Whether the users are exact numbers, as with `users: exact` of the site; visitors never are */
          exact: boolean;
          /** @description Standard error of those that are not, as a part of them */
          error: number;
        }
      | {
          items: {
            date: string;
            /** @description Users who were active on the day */
            daily: number;
            /** @description in the week from its Monday */
            weekly: number;
            /** @description in its calendar month */
            monthly: number;
            /** @description Visitors of the day, those without a `userId` included */
            visitors: number;
            /** @description Whether the users are exact numbers, as with `users: exact` of the site; visitors never are */
            exact: boolean;
            /** @description Standard error of those that are not, as a part of them */
            error: number;
          }[];
          /** @enum {string|null} */
          nextCursor: null;
        };
    /**
     * @example {
     *       "unit": "week",
     *       "timeZone": "Europe/Berlin",
     *       "exact": true,
     *       "items": [
     *         {
     *           "cohort": "2026-03-16",
     *           "users": 120,
     *           "returned": [
     *             120,
     *             64
     *           ]
     *         },
     *         {
     *           "cohort": "2026-03-23",
     *           "users": 97,
     *           "returned": [
     *             97
     *           ]
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AnalyticsRetention: {
      /** @enum {string} */
      unit: 'day' | 'week' | 'month';
      timeZone: string;
      /** @description Whether none is missing, as with more than `maxUsers` */
      exact: boolean;
      items: {
        /** @description The day, the Monday of the week, or the month in which they were first there */
        cohort: string;
        /** @description How many were */
        users: number;
        /** @description How many of them were there in this one, the next one and so on, up to the end of the range */
        returned: number[];
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "funnel": "signup",
     *       "windowMs": 86400000,
     *       "from": "2026-03-01",
     *       "to": "2026-03-31",
     *       "items": [
     *         {
     *           "step": 1,
     *           "path": "/pricing",
     *           "count": 812,
     *           "ofFirst": 1,
     *           "ofPrevious": 1
     *         },
     *         {
     *           "step": 2,
     *           "event": "signup",
     *           "count": 97,
     *           "ofFirst": 0.1195,
     *           "ofPrevious": 0.1195
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AnalyticsFunnel: {
      funnel: string;
      /** @description Within which time from the first step */
      windowMs: number;
      /** @description The first day on which those began who are counted */
      from: string;
      /** @description The last day */
      to: string;
      items: {
        step: number;
        path?: string;
        /**
         * @description `pageview`, or what your app calls it
         * @example pageview
         */
        event?: string;
        /** @description How many came so far; who begins on two days counts on both */
        count: number;
        /** @description As a part of those who began */
        ofFirst: number;
        /** @description As a part of those who came to the step before */
        ofPrevious: number;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "visitors": 12,
     *       "pageviews": 31,
     *       "minutes": [
     *         {
     *           "at": 1774738800000,
     *           "pageviews": 31
     *         }
     *       ]
     *     }
     */
    AnalyticsLive: {
      /** @description Visitors of whom something came in the last minutes (`liveMs`) */
      visitors: number;
      /** @description Page views of the last 30 minutes, this one included */
      pageviews: number;
      minutes: {
        at: number;
        pageviews: number;
      }[];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "date": "2026-03-29",
     *           "bot": 31,
     *           "doNotTrack": 2,
     *           "late": 0,
     *           "origin": 0,
     *           "visits": 0,
     *           "users": 0,
     *           "funnels": 0,
     *           "rare": {
     *             "page": 12
     *           }
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AnalyticsDropped: {
      items: {
        date: string;
        /** @description From pages that a bot had opened */
        bot: number;
        /** @description From browsers that ask not to be counted */
        doNotTrack: number;
        /** @description Too long ago when they came */
        late: number;
        /** @description From pages of other origins than those listed */
        origin: number;
        /** @description Counted, but without a visit, since too many began in a minute */
        visits: number;
        /** @description Counted, but their users by an estimate only, since there are too many */
        users: number;
        /** @description Counted, but not followed through a funnel, since too many are in it */
        funnels: number;
        /** @description How often values were counted that were too rare to be told apart, by dimension */
        rare: {
          [key: string]: number;
        };
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "timeZone": "Europe/Berlin",
     *       "origins": [
     *         "https://shop.example"
     *       ],
     *       "properties": [
     *         "plan"
     *       ],
     *       "users": "exact",
     *       "funnels": {
     *         "signup": {
     *           "steps": [
     *             {
     *               "path": "/pricing"
     *             },
     *             {
     *               "event": "signup"
     *             }
     *           ]
     *         }
     *       }
     *     }
     */
    AnalyticsSiteInput: {
      /**
       * @description Whose days and hours count; fixed when the site is made
       * @example Europe/Berlin
       */
      timeZone?: string;
      /** @description Over how many hash slots its visitors are spread; fixed when the site is made */
      shards?: number;
      /** @description Origins whose pages may send events, `https://shop.example`; none listed: all */
      origins?: string[];
      /** @description Properties of events that are ranked; others are not kept */
      properties?: string[];
      /** @description The header in which the proxy before this service tells the country of a page, such as `cf-ipcountry`; it has to take out what comes from outside. Countries are not counted unless told */
      countryHeader?: string;
      /**
       * @description `exact` keeps under a digest of each `userId` the days on which it was active: exact numbers of active users, and retention
       * @enum {string}
       */
      users?: 'estimated' | 'exact';
      /** @description Funnels by name; one whose steps or window change begins anew */
      funnels?: {
        [key: string]: {
          /** @description What has to happen, one after the other */
          steps: (
            | {
                /** @description A page view of this path; `/docs/*` of whatever begins so */
                path: string;
              }
            | {
                /**
                 * @description `pageview`, or what your app calls it
                 * @example pageview
                 */
                event: string;
              }
          )[];
          /** @description Within which time from the first step; a day unless told */
          windowMs?: number;
        };
      };
      /**
       * @description What becomes of events from pages that a bot has opened; dropped unless told
       * @enum {string}
       */
      bots?: 'drop' | 'count';
      /** @description Whether events of browsers that send `Sec-GPC` or `DNT` are left out; they are unless told */
      honourDoNotTrack?: boolean;
    };
    /**
     * @example {
     *       "site": "shop.example",
     *       "timeZone": "Europe/Berlin",
     *       "shards": 1
     *     }
     */
    AnalyticsSite: {
      /**
       * @description Whose days and hours count; fixed when the site is made
       * @example Europe/Berlin
       */
      timeZone: string;
      /** @description Over how many hash slots its visitors are spread; fixed when the site is made */
      shards: number;
      /** @description Origins whose pages may send events, `https://shop.example`; none listed: all */
      origins?: string[];
      /** @description Properties of events that are ranked; others are not kept */
      properties?: string[];
      /** @description The header in which the proxy before this service tells the country of a page, such as `cf-ipcountry`; it has to take out what comes from outside. Countries are not counted unless told */
      countryHeader?: string;
      /**
       * @description `exact` keeps under a digest of each `userId` the days on which it was active: exact numbers of active users, and retention
       * @enum {string}
       */
      users?: 'estimated' | 'exact';
      /** @description Funnels by name; one whose steps or window change begins anew */
      funnels?: {
        [key: string]: {
          /** @description What has to happen, one after the other */
          steps: (
            | {
                /** @description A page view of this path; `/docs/*` of whatever begins so */
                path: string;
              }
            | {
                /**
                 * @description `pageview`, or what your app calls it
                 * @example pageview
                 */
                event: string;
              }
          )[];
          /** @description Within which time from the first step; a day unless told */
          windowMs?: number;
        };
      };
      /**
       * @description What becomes of events from pages that a bot has opened; dropped unless told
       * @enum {string}
       */
      bots?: 'drop' | 'count';
      /** @description Whether events of browsers that send `Sec-GPC` or `DNT` are left out; they are unless told */
      honourDoNotTrack?: boolean;
      site: string;
      /**
       * Format: date
       * @description From which day on users are counted exactly, where it was not from the first
       */
      usersSince?: string;
    };
    /**
     * @example {
     *       "site": "shop.example",
     *       "name": "pageview",
     *       "path": "/"
     *     }
     */
    AnalyticsTrackMessage:
      | {
          /** @description Events as they are sent alone. Each is checked by itself: one that is wrong does not hold up the others */
          events: {
            [key: string]: unknown;
          }[];
          /** @description Sent again under the same id within ten minutes, it is counted once */
          id?: string;
          /**
           * @description The name of a site, such as its domain
           * @example shop.example
           */
          site: string;
          /** @description Whose event it is, where the message does not come from the visitor */
          visitor?: {
            ip?: string;
            userAgent?: string;
            country?: string;
          };
        }
      | {
          /**
           * @description `pageview`, or what your app calls it
           * @example pageview
           */
          name: string;
          /** @description Path of the page; its query is left out */
          path?: string;
          /** @description The whole address of the page, in place of `path` */
          url?: string;
          /** @description Where the visitor came from, as `document.referrer` has it */
          referrer?: string;
          /** @description The id of a user in your own system; only a digest of it is kept */
          userId?: string;
          /** @description At most 10 values by name */
          properties?: {
            [key: string]: string | number | boolean;
          };
          /** @description When it happened, in epoch milliseconds; now unless told */
          at?: number;
          /** @description Sent again under the same id within ten minutes, it is counted once */
          id?: string;
          /**
           * @description The name of a site, such as its domain
           * @example shop.example
           */
          site: string;
          /** @description Whose event it is, where the message does not come from the visitor */
          visitor?: {
            ip?: string;
            userAgent?: string;
            country?: string;
          };
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
    /**
     * @example {
     *       "name": "shop",
     *       "scopes": [
     *         "queue:write",
     *         "cache:*"
     *       ],
     *       "prefixes": [
     *         "shop-"
     *       ]
     *     }
     */
    ApiKeyCreate: {
      /** @description What the key is for, to be found again */
      name: string;
      /** @description What it may do: `queue:write`, `cache:*`, `*` */
      scopes: string[];
      /**
       * @description With what names begin that it may deal with; none for all names
       * @default []
       */
      prefixes?: string[];
      /** @description How long it is good, a year at most */
      ttlMs?: number;
    };
    /**
     * @example {
     *       "key": "rk_0VPDjVDg3kXw8a2Q_(43 characters)_(6 characters)",
     *       "apiKey": {
     *         "id": "0VPDjVDg3kXw8a2Q",
     *         "name": "shop",
     *         "scopes": [
     *           "queue:write",
     *           "cache:*"
     *         ],
     *         "prefixes": [
     *           "shop-"
     *         ],
     *         "state": "active",
     *         "createdAt": 1767225600000,
     *         "expiresAt": 1775001600000,
     *         "revokedAt": null,
     *         "lastUsedAt": null,
     *         "rotatedAt": null,
     *         "previousUntilAt": null
     *       }
     *     }
     */
    ApiKeyIssued: {
      /** @description The key itself, told this once */
      key: string;
      apiKey: components['schemas']['ApiKey'];
    };
    /**
     * @example {
     *       "id": "0VPDjVDg3kXw8a2Q",
     *       "name": "shop",
     *       "scopes": [
     *         "queue:write",
     *         "cache:*"
     *       ],
     *       "prefixes": [
     *         "shop-"
     *       ],
     *       "state": "active",
     *       "createdAt": 1767225600000,
     *       "expiresAt": 1775001600000,
     *       "revokedAt": null,
     *       "lastUsedAt": null,
     *       "rotatedAt": null,
     *       "previousUntilAt": null
     *     }
     */
    ApiKey: {
      /**
       * @description The public id of a key
       * @example 0VPDjVDg3kXw8a2Q
       */
      id: string;
      name: string;
      scopes: string[];
      prefixes: string[];
      /** @enum {string} */
      state: 'active' | 'expired' | 'revoked';
      createdAt: number;
      expiresAt: number;
      revokedAt: number | null;
      /** @description Written down once a minute at most; null if it was never used */
      lastUsedAt: number | null;
      rotatedAt: number | null;
      /** @description Until when the secret before is good; null if there is none */
      previousUntilAt: number | null;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "0VPDjVDg3kXw8a2Q",
     *           "name": "shop",
     *           "scopes": [
     *             "queue:write",
     *             "cache:*"
     *           ],
     *           "prefixes": [
     *             "shop-"
     *           ],
     *           "state": "active",
     *           "createdAt": 1767225600000,
     *           "expiresAt": 1775001600000,
     *           "revokedAt": null,
     *           "lastUsedAt": null,
     *           "rotatedAt": null,
     *           "previousUntilAt": null
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    ApiKeyPage: {
      items: components['schemas']['ApiKey'][];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "graceMs": 3600000
     *     }
     */
    ApiKeyRotate: {
      /**
       * @description How long the secret before is good as well: a day unless told, a week at most
       * @default 86400000
       */
      graceMs?: number;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "sequence": 42,
     *           "at": 1767225600000,
     *           "actor": "0VPDjVDg3kXw8a2Q",
     *           "action": "api-keys:write",
     *           "what": "DELETE api-keys/:id",
     *           "target": [
     *             "0VPDk0aB3kXw8a2Q"
     *           ],
     *           "outcome": "done"
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    AuditPage: {
      items: {
        /** @description Its place in the chain; the next entry has the next number */
        sequence: number;
        at: number;
        /** @description The public id of the key; `open` where nobody is asked for one, `cli:` and a user of the machine for `npm run keys` */
        actor: string;
        /** @description The scope that it needed */
        action: string;
        /** @description The route or message */
        what: string;
        /** @description The names that it was about */
        target: string[];
        /** @enum {string} */
        outcome: 'done' | 'failed' | 'refused';
        /** @description The code of what went wrong, or the id of what was made */
        detail?: string;
      }[];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "intact": true,
     *       "checked": 42,
     *       "first": 1,
     *       "last": 42,
     *       "brokenAt": null
     *     }
     */
    AuditVerified: {
      intact: boolean;
      /** @description How many entries were looked at */
      checked: number;
      first: number | null;
      last: number | null;
      /** @description The first entry that does not follow from the one before */
      brokenAt: number | null;
    };
    DashboardOverview: {
      about: components['schemas']['DashboardAbout'];
      /** @description null in the first moments */
      sample: components['schemas']['DashboardSample'] | null;
    };
    /**
     * @example {
     *       "redis": "127.0.0.1:6379",
     *       "redisVersion": "7.4.2",
     *       "redisMode": "standalone",
     *       "warnings": [],
     *       "host": "app-1",
     *       "pid": 4711,
     *       "startedAt": 1764000000000,
     *       "pages": [
     *         "queues",
     *         "sessions"
     *       ]
     *     }
     */
    DashboardAbout: {
      /** @description Where it is */
      redis: string;
      redisVersion: string | null;
      redisMode: string | null;
      /** @description What about Redis is not as it should be */
      warnings: string[];
      host: string;
      pid: number;
      startedAt: number;
      /** @description Which there is something to show for */
      pages: string[];
    };
    /**
     * @example {
     *       "at": 1764000000000,
     *       "redis": {
     *         "status": "up",
     *         "cause": null,
     *         "latencyMs": 0.2,
     *         "memoryBytes": 1048576,
     *         "maxMemoryBytes": 0,
     *         "clients": 4,
     *         "commandsPerSecond": 120
     *       },
     *       "process": {
     *         "rssBytes": 104857600,
     *         "heapBytes": 41943040,
     *         "cpu": 0.04,
     *         "loopMs": 1.2
     *       },
     *       "traffic": [],
     *       "queues": [],
     *       "letters": [],
     *       "sessions": null,
     *       "cache": null
     *     }
     */
    DashboardSample: {
      at: number;
      redis: {
        /** @enum {string} */
        status: 'up' | 'down';
        /** @description Why it is down */
        cause: string | null;
        latencyMs: number | null;
        /** @description null on a Cluster, of which each node has its own */
        memoryBytes: number | null;
        /** @description 0 for no limit */
        maxMemoryBytes: number | null;
        clients: number | null;
        /** @description Of all its users */
        commandsPerSecond: number | null;
      };
      process: {
        rssBytes: number;
        heapBytes: number;
        /** @description Cores in use */
        cpu: number;
        /** @description How late timers are: the 99th percentile */
        loopMs: number;
      };
      traffic: {
        feature: string;
        httpPerSecond: number;
        rpcPerSecond: number;
        /** @description Answered with a 4xx over HTTP */
        refusedPerSecond: number;
        /** @description Answered with a 5xx over HTTP, or failed over the Redis transport */
        failedPerSecond: number;
        p50Ms: number | null;
        p99Ms: number | null;
      }[];
      /** @description At most a hundred */
      queues: {
        name: string;
        paused: boolean;
        counts: {
          waiting: number;
          delayed: number;
          active: number;
          completed: number;
          dead: number;
        };
        completedPerSecond: number;
        failedPerSecond: number;
        deadPerSecond: number;
        /** @description How long jobs have waited while none was completed and none failed */
        stillForMs: number;
      }[];
      /** @description Consumer groups with dead letters */
      letters: {
        topic: string;
        group: string;
        dead: number;
        /** @description Whether there were fewer in the moment before */
        growing: boolean;
      }[];
      sessions: {
        users: number;
        sessions: number;
      } | null;
      cache: {
        hitsPerSecond: number;
        missesPerSecond: number;
      } | null;
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    DashboardSessions: {
      items: {
        id: string;
        device: string | null;
        ip: string | null;
        remembered: boolean;
        createdAt: number;
        lastSeenAt: number;
        expiresAt: number;
        /** @description Their names, without their values */
        attributes: unknown;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "policy": "login",
     *           "subject": "192.0.2.7",
     *           "count": 31,
     *           "lastAt": 1764000000000
     *         }
     *       ],
     *       "nextCursor": null,
     *       "everywhere": true
     *     }
     */
    DashboardDenials: {
      items: {
        policy: string;
        subject: string;
        count: number;
        lastAt: number;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
      /** @description Whether all processes that run are in it, as told 5 s ago at most; else only the one that answers */
      everywhere: boolean;
    };
    /**
     * @example {
     *       "namespaces": {
     *         "app": {
     *           "memoryHits": 9120,
     *           "hits": 310,
     *           "misses": 12
     *         }
     *       },
     *       "everywhere": true
     *     }
     */
    DashboardCache: {
      namespaces: {
        [key: string]: {
          [key: string]: number;
        };
      };
      /** @description Whether all processes that run are in it, as told 5 s ago at most; else only the one that answers */
      everywhere: boolean;
    };
    DashboardMessage: {
      id: string;
      sequence: number;
      publishedAt: number;
      key: string | null;
      /** @description Its shape, without its values */
      data: unknown;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "1764045000123-17",
     *           "sequence": 17,
     *           "publishedAt": 1764045000123,
     *           "key": "customer-7",
     *           "data": {
     *             "orderId": "•••"
     *           },
     *           "deliveries": 5,
     *           "reason": "No stock",
     *           "deadAt": 1764045100123
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    DashboardLetters: {
      items: {
        id: string;
        sequence: number;
        publishedAt: number;
        key: string | null;
        /** @description Its shape, without its values */
        data: unknown;
        deliveries: number;
        /** @description Why it was given up, in the words of its consumer */
        reason: string;
        deadAt: number;
      }[];
      nextCursor: string | null;
    };
    /**
     * @description Of a job, of a message in its topic, or of a dead letter of a consumer group
     * @example {
     *       "queue": "emails",
     *       "id": "q0Zk3vXw1a2"
     *     }
     */
    DashboardReveal:
      | {
          /** @example emails */
          queue: string;
          id: string;
        }
      | {
          /** @example orders */
          topic: string;
          id: string;
        }
      | {
          /** @example orders */
          topic: string;
          /** @example billing */
          group: string;
          id: string;
        };
    /**
     * @example {
     *       "data": {
     *         "to": "ada@example.com"
     *       },
     *       "result": null
     *     }
     */
    DashboardRevealed: {
      data: unknown;
      result: unknown;
    };
    /** @description First `hello`, with whom one looks at and the last minutes, then a `sample` whenever there is one */
    DashboardEvent:
      | {
          about: components['schemas']['DashboardAbout'];
          history: components['schemas']['DashboardHistory'];
        }
      | components['schemas']['DashboardSample'];
    DashboardHistory: {
      at: number[];
      redisMs: (number | null)[];
      loopMs: (number | null)[];
      memoryBytes: (number | null)[];
      failedPerSecond: (number | null)[];
      /** @description By feature */
      perSecond: {
        [key: string]: (number | null)[];
      };
    };
    DashboardQueueHistory: {
      at: number[];
      completedPerSecond: (number | null)[];
      failedPerSecond: (number | null)[];
      waiting: (number | null)[];
      active: (number | null)[];
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "id": "q0Zk3vXw1a2",
     *           "name": "welcome",
     *           "state": "dead",
     *           "attempts": 3,
     *           "createdAt": 1764045000123,
     *           "dueAt": null,
     *           "leaseUntilAt": null,
     *           "finishedAt": 1764045000456,
     *           "progress": null,
     *           "data": {
     *             "to": "•••"
     *           },
     *           "result": null,
     *           "errors": []
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    DashboardJobs: {
      items: {
        id: string;
        name: string;
        /** @enum {string} */
        state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
        attempts: number;
        createdAt: number;
        dueAt: number | null;
        leaseUntilAt: number | null;
        finishedAt: number | null;
        progress: unknown;
        /** @description Its shape, without its values */
        data: unknown;
        /** @description Its shape, without its values */
        result: unknown;
        errors: {
          at: number;
          attempt: number;
          error: unknown;
        }[];
      }[];
      nextCursor: string | null;
    };
    /**
     * @example {
     *       "id": "q0Zk3vXw1a2",
     *       "name": "welcome",
     *       "state": "dead",
     *       "attempts": 3,
     *       "createdAt": 1764045000123,
     *       "dueAt": null,
     *       "leaseUntilAt": null,
     *       "finishedAt": 1764045000456,
     *       "progress": null,
     *       "data": {
     *         "to": "•••"
     *       },
     *       "result": null,
     *       "errors": [],
     *       "log": [
     *         "looked up ada"
     *       ]
     *     }
     */
    DashboardJob: {
      id: string;
      name: string;
      /** @enum {string} */
      state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
      attempts: number;
      createdAt: number;
      dueAt: number | null;
      leaseUntilAt: number | null;
      finishedAt: number | null;
      progress: unknown;
      /** @description Its shape, without its values */
      data: unknown;
      /** @description Its shape, without its values */
      result: unknown;
      errors: {
        at: number;
        attempt: number;
        error: unknown;
      }[];
      log: string[];
    };
    /**
     * @example {
     *       "action": "retry",
     *       "ids": [
     *         "q0Zk3vXw1a2"
     *       ]
     *     }
     */
    DashboardBatch: {
      /** @enum {string} */
      action: 'retry' | 'promote' | 'remove';
      ids: string[];
    };
    /**
     * @example {
     *       "done": 1,
     *       "skipped": 0
     *     }
     */
    DashboardBatchDone: {
      done: number;
      skipped: number;
    };
    /**
     * @example {
     *       "items": [
     *         {
     *           "queue": "emails",
     *           "job": {
     *             "id": "q0Zk3vXw1a2",
     *             "name": "welcome",
     *             "state": "dead",
     *             "attempts": 3,
     *             "createdAt": 1764045000123,
     *             "dueAt": null,
     *             "leaseUntilAt": null,
     *             "finishedAt": 1764045000456,
     *             "progress": null,
     *             "data": {
     *               "to": "•••"
     *             },
     *             "result": null,
     *             "errors": []
     *           }
     *         }
     *       ],
     *       "nextCursor": null
     *     }
     */
    DashboardFound: {
      items: {
        queue: string;
        job: {
          id: string;
          name: string;
          /** @enum {string} */
          state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
          attempts: number;
          createdAt: number;
          dueAt: number | null;
          leaseUntilAt: number | null;
          finishedAt: number | null;
          progress: unknown;
          /** @description Its shape, without its values */
          data: unknown;
          /** @description Its shape, without its values */
          result: unknown;
          errors: {
            at: number;
            attempt: number;
            error: unknown;
          }[];
        };
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /**
     * @example {
     *       "items": [],
     *       "nextCursor": null
     *     }
     */
    DashboardWorkers: {
      items: {
        queue: string;
        /** @enum {string} */
        status: 'up' | 'down';
        running: number;
        silentMs: number;
        completed: number;
        failed: number;
        lost: number;
      }[];
      /** @enum {string|null} */
      nextCursor: null;
    };
    /** @example <!doctype html> */
    DashboardPage: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
  QueueHttpController_list: {
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
          'application/json': components['schemas']['Queues'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_info: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['Queue'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_obliterate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['JobsRemoved'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_jobs: {
    parameters: {
      query?: {
        /** @description Of which state; of all unless told */
        state?: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
        /** @description Only jobs of this name */
        name?: string;
        /** @description Only jobs of this group */
        group?: string;
        /** @description Only those whose last error contains this text */
        error?: string;
        /** @description Only those whose data has these fields with these values, at any depth; arrays as a whole */
        data?:
          | {
              [key: string]: unknown;
            }
          | string;
        /** @description Only those that were added at least that long ago */
        minAgeMs?: number | string;
        /** @description Only those that were added at most that long ago */
        maxAgeMs?: number | string;
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['JobPage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_add: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobsAdd'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobsAdded'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_EXISTS` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests: `GROUP_FULL` */
      429: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `NOT_REPLICATED` */
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
  QueueHttpController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
          'application/json': components['schemas']['Job'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueHttpController_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobUpdate'];
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
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueHttpController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueHttpController_logs: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
          'application/json': components['schemas']['JobLogs'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_log: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobLogLines'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobNoted'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_retry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_STATE` */
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
  QueueHttpController_promote: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_STATE` */
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
  QueueHttpController_delay: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobDelay'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_STATE` */
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
  QueueHttpController_prioritize: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobPriority'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueHttpController_redrive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueRedrive'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobsMoved'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_workers: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['QueueWorkers'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_events: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['JobEvent'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_pause: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_resume: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueHttpController_drain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueDrain'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobsRemoved'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueCancelsHttpController_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobCancel'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_STATE` */
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
  QueueCancelsHttpController_cancelMany: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobsCancel'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobsCancelled'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueFlowsHttpController_addFlow: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Flow'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FlowAdded'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `NOT_REPLICATED` */
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
  QueueFlowsHttpController_addBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Batch'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchAdded'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `NOT_REPLICATED` */
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
  QueueFlowsHttpController_children: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
          'application/json': components['schemas']['JobChildren'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueLeasesHttpController_lease: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueLease'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueLeased'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_settle: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueSettle'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueSettled'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_extend: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueExtend'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueExtended'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_noteStep: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobStep'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobNoted'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE`, `JOB_STEPS_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_checkpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobCheckpoint'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobNoted'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE`, `JOB_STEPS_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLeasesHttpController_progress: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobProgress'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobNoted'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLimitsHttpController_limits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['QueueLimits'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLimitsHttpController_putLimits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueLimitsInput'];
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
      /** @description Invalid request: `INVALID_INPUT`, `LIMIT_TOO_LOW` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLimitsHttpController_removeLimits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueLimitsHttpController_hold: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueHold'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueResultsHttpController_result: {
    parameters: {
      query?: {
        /** @description How long to wait for its end */
        waitMs?: number | string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        /** @description 1 to 128 bytes of UTF-8, no control characters */
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
          'application/json': components['schemas']['JobResult'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
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
  QueueResultsHttpController_run: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobRun'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobResult'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `JOB_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `JOB_EXISTS` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests: `GROUP_FULL` */
      429: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `NOT_REPLICATED` */
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
  QueueSchedulesHttpController_schedules: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['SchedulePage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueSchedulesHttpController_readSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['Schedule'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SCHEDULE_NOT_FOUND` */
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
  QueueSchedulesHttpController_putSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `JOB_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueSchedulesHttpController_removeSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SCHEDULE_NOT_FOUND` */
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
  QueueBulkHttpController_bulk: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QueueBulk'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueBulkStep'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_groups: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['JobGroupPage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_group: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        group: string;
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
          'application/json': components['schemas']['JobGroup'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_pauseGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        group: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_resumeGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        group: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_putLimitsOfGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobGroupLimits'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_removeLimitsOfGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
        group: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_groupLimits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
          'application/json': components['schemas']['JobGroupLimitsOfAll'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_putGroupLimits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['JobGroupLimits'];
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
      /** @description Invalid request: `INVALID_INPUT` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  QueueGroupsHttpController_removeGroupLimits: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters and # */
        queue: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  CacheHttpController_statistics: {
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
          'application/json': components['schemas']['CacheStatistics'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  CacheHttpController_get: {
    parameters: {
      query?: {
        /** @description Hand me the lease to load it, if nobody has it */
        lease?: boolean | ('0' | '1' | 'true' | 'false');
        /** @description With lease: how long to wait for who loads it, 0 to 10,000 ms */
        waitMs?: number | string;
      };
      header?: never;
      path: {
        /** @description Name of a cache: letters, digits, dots, dashes, underscores */
        namespace: string;
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
          'application/json': components['schemas']['CacheEntry'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `CACHE_MISS` */
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
  CacheHttpController_set: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a cache: letters, digits, dots, dashes, underscores */
        namespace: string;
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CachePut'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CacheStored'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `CACHE_VALUE_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  CacheHttpController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a cache: letters, digits, dots, dashes, underscores */
        namespace: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  CacheHttpController_release: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a cache: letters, digits, dots, dashes, underscores */
        namespace: string;
        /** @description 1 to 512 bytes of UTF-8, no control characters */
        key: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CacheRelease'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CacheReleased'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  CacheHttpController_invalidate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of a cache: letters, digits, dots, dashes, underscores */
        namespace: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CacheInvalidate'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CacheInvalidated'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingHttpController_list: {
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
          'application/json': components['schemas']['Topics'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingHttpController_info: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
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
          'application/json': components['schemas']['Topic'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `TOPIC_NOT_FOUND` */
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
  MessagingHttpController_putTopic: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TopicPut'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Topic'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingHttpController_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `TOPIC_NOT_FOUND` */
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
  MessagingHttpController_read: {
    parameters: {
      query?: {
        /** @description The id of a message, an instant in epoch milliseconds, or 0 for the start */
        after?: string;
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
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
          'application/json': components['schemas']['TopicPage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingHttpController_publish: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TopicPublish'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicPublished'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `MESSAGE_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests: `TOPIC_FULL` */
      429: {
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `MESSAGE_NOT_REPLICATED` */
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
  MessagingHttpController_stream: {
    parameters: {
      query?: {
        /** @description Where to begin, unless `Last-Event-ID` says; with new messages if not told */
        after?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['TopicMessage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_listGroups: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
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
          'application/json': components['schemas']['Groups'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_readGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
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
          'application/json': components['schemas']['Group'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `GROUP_NOT_FOUND` */
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
  MessagingGroupsHttpController_putGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupPut'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests: `TOO_MANY_GROUPS` */
      429: {
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
  MessagingGroupsHttpController_deleteGroup: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `GROUP_NOT_FOUND` */
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
  MessagingGroupsHttpController_pull: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupPull'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GroupPulled'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `GROUP_NOT_FOUND` */
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
  MessagingGroupsHttpController_ack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupAck'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GroupSettled'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_nack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupNack'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GroupSettled'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_extend: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupExtend'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GroupExtended'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_dead: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
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
          'application/json': components['schemas']['DeadLetters'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingGroupsHttpController_deleteDead: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
        /** @description The id of the message */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `LETTER_NOT_FOUND` */
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
  MessagingGroupsHttpController_redrive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        topic: string;
        /** @description 1 to 128 bytes of UTF-8 without control characters */
        group: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupRedrive'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LettersMoved'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingChannelsHttpController_listChannels: {
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
          'application/json': components['schemas']['ChannelsHeard'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingChannelsHttpController_say: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description 1 to 256 bytes of UTF-8 without control characters */
        channel: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChannelSay'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChannelSaid'];
        };
      };
      /** @description Invalid request: `INVALID_INPUT`, `MESSAGE_TOO_LARGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingChannelsHttpController_listen: {
    parameters: {
      query?: {
        /** @description Whether the channel is a pattern: `*`, `?` and `[ab]` as Redis matches them */
        pattern?: 'true' | 'false';
        /** @description Who listens: present in the channel as long as the stream is open */
        member?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 256 bytes of UTF-8 without control characters */
        channel: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['ChannelMessage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingChannelsHttpController_presence: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description 1 to 256 bytes of UTF-8 without control characters */
        channel: string;
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
          'application/json': components['schemas']['ChannelPresence'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  MessagingCallsHttpController_call: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RpcCall'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RpcAnswer'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `RPC_FAILED` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `RPC_NO_RESPONDERS`, `RPC_TIMEOUT` */
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
  MessagingSocketHttpController_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done, no body */
      101: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Invalid request: `INVALID_INPUT`, `UPGRADE_REQUIRED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Service unavailable: `SOCKETS_FULL` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `RATE_LIMIT_TOO_MANY_POLICIES` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  AnalyticsHttpController_list: {
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
          'application/json': components['schemas']['AnalyticsSites'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  AnalyticsHttpController_track: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnalyticsTrack'];
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalyticsTracked'];
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
      /** @description Forbidden: `ORIGIN_NOT_ALLOWED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SITE_LIMIT`, `SITE_MISMATCH` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `ANALYTICS_OVERLOADED` */
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
  AnalyticsHttpController_preflight: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
  AnalyticsHttpController_import: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnalyticsImport'];
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalyticsTracked'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SITE_LIMIT`, `SITE_MISMATCH` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `REDIS_FULL`, `ANALYTICS_OVERLOADED` */
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
  AnalyticsHttpController_pageviews: {
    parameters: {
      query?: {
        /** @description `previous` adds the totals of the period of the same length before */
        compare?: 'previous';
        /** @description Of this page only; by day or month */
        path?: string;
        interval?: 'minute' | 'hour' | 'day' | 'month';
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
        /** @description `csv` for spreadsheets */
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsPageviews'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsHttpController_top: {
    parameters: {
      query?: {
        /** @description What to rank; `property:<name>` for a declared property */
        dimension?:
          | (
              | 'page'
              | 'event'
              | 'entry'
              | 'exit'
              | 'referrer'
              | 'source'
              | 'medium'
              | 'campaign'
              | 'browser'
              | 'os'
              | 'device'
              | 'country'
            )
          | string;
        /** @description How many at most: 1 to 1000, 10 unless told */
        limit?: number | string;
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
        /** @description `csv` for spreadsheets */
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsTop'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsHttpController_activeUsers: {
    parameters: {
      query?: {
        /** @description Of the day, its week from Monday and its month; today unless told */
        date?: string;
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsActiveUsers'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsHttpController_retention: {
    parameters: {
      query?: {
        /** @description Whether those who came first in a day, a week from Monday or a month are taken together */
        unit?: 'day' | 'week' | 'month';
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
        /** @description `csv` for spreadsheets */
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsRetention'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `USERS_NOT_KEPT` */
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
  AnalyticsHttpController_funnel: {
    parameters: {
      query?: {
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
        /** @description `csv` for spreadsheets */
        format?: 'json' | 'csv';
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
        /** @description The name of a funnel */
        funnel: string;
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
          'application/json': components['schemas']['AnalyticsFunnel'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND`, `FUNNEL_NOT_FOUND` */
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
  AnalyticsHttpController_live: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsLive'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsHttpController_watch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['AnalyticsLive'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
      /** @description Service unavailable: `REDIS_UNAVAILABLE`, `ANALYTICS_OVERLOADED` */
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
  AnalyticsHttpController_dropped: {
    parameters: {
      query?: {
        /** @description Where to begin: epoch milliseconds, or the first day as `2026-03-01` */
        from?: number | string;
        /** @description Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told */
        to?: number | string;
      };
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
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
          'application/json': components['schemas']['AnalyticsDropped'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsHttpController_setSite: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnalyticsSiteInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalyticsSite'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `SITE_LIMIT`, `SITE_MISMATCH` */
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
  AnalyticsHttpController_forgetUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of a site, such as its domain */
        site: string;
        /** @description The id of a user in your own system; only a digest of it is kept */
        userId: string;
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `SITE_NOT_FOUND` */
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
  AnalyticsTrackerHttpController_tracker: {
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
          'text/javascript': string;
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
  ApiKeysHttpController_list: {
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
          'application/json': components['schemas']['ApiKeyPage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  ApiKeysHttpController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApiKeyCreate'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyIssued'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `API_KEY_BEYOND_OWN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many requests: `TOO_MANY_API_KEYS` */
      429: {
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
  ApiKeysHttpController_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The public id of a key */
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
          'application/json': components['schemas']['ApiKey'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `API_KEY_NOT_FOUND` */
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
  ApiKeysHttpController_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The public id of a key */
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `API_KEY_NOT_FOUND` */
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
  ApiKeysHttpController_rotate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The public id of a key */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApiKeyRotate'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyIssued'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `API_KEY_BEYOND_OWN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `API_KEY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: `API_KEY_ENDED` */
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
  AuditHttpController_list: {
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
          'application/json': components['schemas']['AuditPage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  AuditHttpController_verify: {
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
          'application/json': components['schemas']['AuditVerified'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  DashboardHttpController_overview: {
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
          'application/json': components['schemas']['DashboardOverview'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardHttpController_userSessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
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
          'application/json': components['schemas']['DashboardSessions'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
  DashboardHttpController_denials: {
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
          'application/json': components['schemas']['DashboardDenials'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardHttpController_cache: {
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
          'application/json': components['schemas']['DashboardCache'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardHttpController_streamTopic: {
    parameters: {
      query: {
        /** @description Where to begin: behind a message, or at an instant */
        after: string;
      };
      header?: never;
      path: {
        topic: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['DashboardMessage'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardHttpController_listDeadLetters: {
    parameters: {
      query?: {
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        topic: string;
        group: string;
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
          'application/json': components['schemas']['DashboardLetters'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardHttpController_reveal: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DashboardReveal'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DashboardRevealed'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardHttpController_stream: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events, each with this as its data */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['DashboardEvent'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardJobsHttpController_queueHistory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        queue: string;
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
          'application/json': components['schemas']['DashboardQueueHistory'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardJobsHttpController_listJobs: {
    parameters: {
      query: {
        state: 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';
        /** @description How many at most: 1 to 200, 50 unless told */
        limit?: number | string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description A part of the name, or a whole id */
        search?: string;
      };
      header?: never;
      path: {
        queue: string;
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
          'application/json': components['schemas']['DashboardJobs'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardJobsHttpController_readJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        queue: string;
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
          'application/json': components['schemas']['DashboardJob'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardJobsHttpController_batchJobs: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        queue: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DashboardBatch'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DashboardBatchDone'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardJobsHttpController_findJob: {
    parameters: {
      query: {
        id: string;
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
          'application/json': components['schemas']['DashboardFound'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not found: `DASHBOARD_NOT_FOUND` */
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
  DashboardJobsHttpController_workers: {
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
          'application/json': components['schemas']['DashboardWorkers'];
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
      /** @description Not authenticated: `UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: `FORBIDDEN` */
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
    };
  };
  DashboardPagesHttpController_page: {
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
          'text/html': components['schemas']['DashboardPage'];
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
  DashboardPagesHttpController_file: {
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
          'text/javascript': components['schemas']['DashboardPage'];
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
}
