export { ConversationsService } from './conversations.service.js';
export { FriendAnswersService } from './friend-answers.service.js';
export { type MessageCard, MessageCards } from './message-cards.js';
export { messagesSignal } from './message-counts.js';
export { type MessageFilter, messageFilters, type MessageKind } from './message-kinds.js';
export { MessagesModule } from './messages.module.js';
export { MessagesService } from './messages.service.js';
export type { Conversation, SpokenWhisper } from './whispers.queries.js';
export { WhispersService } from './whispers.service.js';
