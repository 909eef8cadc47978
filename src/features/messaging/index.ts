export { Audience } from './messaging.audience.js';
export { Channels, type ChannelEvent, type ListenOptions, type Overflow } from './messaging.channels.js';
export type {
  ChannelMessage,
  ChannelsPage,
  ChannelsQuery,
  HeardChannel,
  PresencePage,
} from './messaging.channels.schemas.js';
export type {
  Consumer,
  ConsumerHealth,
  ConsumerOptions,
  Handled,
  TopicHandler,
} from './messaging.consumer.js';
export { OnChannel, OnTopic } from './messaging.decorators.js';
export {
  CallFailedError,
  DeadLetterError,
  GroupNotFoundError,
  LetterNotFoundError,
  ListenerLaggedError,
  MessageNotReplicatedError,
  MessageTooLargeError,
  SubscriptionExistsError,
  SubscriptionNotFoundError,
  TooManyGroupsError,
  TooManySubscriptionsError,
  TopicFullError,
  TopicNotFoundError,
} from './messaging.errors.js';
export type { Group } from './messaging.group.js';
export type {
  DeadLetter,
  Delivered,
  GroupInfo,
  GroupInput,
  Pulled,
  Settled as TopicSettled,
} from './messaging.group.schemas.js';
export { MessagingModule } from './messaging.module.js';
export {
  messagingOptions,
  type MessagingOptions,
  type Retention as TopicRetention,
} from './messaging.options.js';
export type { FeedEvent } from './messaging.reader.js';
export type {
  Message,
  NewMessage,
  Published,
  PublishOptions,
  TopicInfo,
  TopicPage,
  TopicsPage,
} from './messaging.schemas.js';
export { ChannelPresence } from './messaging.presence.js';
export { MessagingService, type GroupLetters } from './messaging.service.js';
export type { Topic } from './messaging.topic.js';
