export { SmsModule } from './sms.module.js';
export { SmsNotTaken, SmsSender } from './sms-sender.js';
