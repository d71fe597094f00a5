import type { SmsSender } from './sms-sender.js';

export interface SmsUnderTest {
  readonly sender: SmsSender;
  /** The texts that have arrived so far, wherever this driver brings them. */
  arrived(): string[];
}

/** What every driver of SmsSender keeps. */
export function smsSenderContract(name: string, make: () => Promise<SmsUnderTest>): void {
  describe(`${name} as a sender of SMS`, () => {
    let sms: SmsUnderTest;
    beforeEach(async () => {
      sms = await make();
    });

    it('has brought the text on when it says so', async () => {
      await sms.sender.send('13812348000', 'Your code is 123456.');
      expect(sms.arrived()).toEqual([expect.stringContaining('Your code is 123456.')]);
    });

    it('changes nothing in a text', async () => {
      const text = '【苍鹭】验证码 "123456"\\n 🐦\n第二行 & <b>';
      await sms.sender.send('+491701234567', text);
      expect(sms.arrived()).toEqual([expect.stringContaining(text)]);
    });

    it('keeps many apart that are sent at once', async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `Message number ${index}.`);
      await Promise.all(texts.map((text) => sms.sender.send('13812348000', text)));
      const arrived = sms.arrived();
      expect(arrived).toHaveLength(20);
      for (const text of texts) expect(arrived.filter((one) => one.includes(text))).toHaveLength(1);
    });
  });
}
