export { MessagesModule } from './messages.module.js';
export { MessagesService } from './messages.service.js';
export { WhispersService } from './whispers.service.js';
