import { createHmac } from 'node:crypto';
import { secretOf, signed } from './webhook-signature.js';

describe('the signature of a message', () => {
  const message = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const timestamp = 1614265330;
  const body = '{"test": 2432232314}';
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

  it('is the one that Standard Webhooks gives as its example', () => {
    expect(signed({ message, timestamp, body, secrets: [secret] })).toEqual({
      'webhook-id': message,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is one for each secret, the newest first, and another for another body, time or message', () => {
    const other = secretOf(Buffer.alloc(32, 7));
    const both = signed({ message, timestamp, body, secrets: [other, secret] })['webhook-signature']!.split(' ');
    const mac = createHmac('sha256', Buffer.alloc(32, 7)).update(`${message}.${timestamp}.${body}`).digest('base64');
    expect(both).toEqual([`v1,${mac}`, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=']);
    const of = (more: object) => signed({ message, timestamp, body, secrets: [secret], ...more })['webhook-signature'];
    expect(new Set([of({}), of({ body: '{}' }), of({ timestamp: 1 }), of({ message: 'msg_1' })]).size).toBe(4);
  });
});
