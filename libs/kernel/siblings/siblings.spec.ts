import type { FromSibling } from './sibling-messages.js';
import { SiblingRelay } from './sibling-relay.js';
import { Siblings } from './siblings.js';

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('processes that share a port', () => {
  let relay: SiblingRelay;
  let warnings: string[];
  beforeEach(() => {
    relay = new SiblingRelay();
    warnings = [];
  });
  const sibling = (id: number, isMute = false) => {
    const made = new Siblings({ warn: (text: unknown) => void warnings.push(String(text)) });
    const channel = relay.channel(id);
    const send = (message: FromSibling) =>
      isMute && message.sibling === 'answers' ? undefined : channel.send(message);
    made.connect({ send, listen: (hear) => channel.listen(hear) });
    made.join();
    return made;
  };
  const hearing = (one: Siblings): string[] => {
    const heard: string[] = [];
    one.answer('forget', (lines) => void heard.push(...(lines as string[])));
    return heard;
  };

  it('are told all that one of them says, each line once, and not by themselves', async () => {
    const [ada, bob, eve] = [sibling(1), sibling(2), sibling(3)];
    const [own, bobs, eves] = [hearing(ada), hearing(bob), hearing(eve)];
    for (const line of ['a', 'b', 'a']) ada.tell('forget', line);
    await soon();
    expect([own, bobs, eves]).toEqual([[], ['a', 'b'], ['a', 'b']]);
    expect([bob.has(ada.self), ada.has(bob.self)]).toEqual([true, false]);
  });

  it('let one wait until all have heard, and not where there is nothing to hear', async () => {
    const [ada, bob] = [sibling(1), sibling(2)];
    const bobs = hearing(bob);
    expect(ada.untilHeard()).toBeNull();
    ada.tell('forget', 'a');
    await ada.untilHeard();
    expect(bobs).toEqual(['a']);
    expect(ada.untilHeard()).toBeNull();
  });

  it('are asked, and answer each for itself', async () => {
    const [ada, bob, eve] = [sibling(1), sibling(2), sibling(3)];
    bob.answer('name', (said) => `bob ${String(said)}`);
    eve.answer('name', () => Promise.resolve('eve'));
    expect(await ada.ask('name', 'here')).toEqual(expect.arrayContaining(['bob here', 'eve']));
    expect(await sibling(4).ask('other', null)).toEqual([undefined, undefined, undefined]);
  });

  it('do not wait for one that goes, and not for long for one that is mute', async () => {
    const [ada] = [sibling(1), sibling(2, true)];
    const asked = ada.ask('name', null, 5_000);
    relay.left(2);
    expect(await asked).toEqual([]);
    sibling(3, true);
    const from = Date.now();
    ada.tell('forget', 'a');
    await ada.untilHeard();
    ada.tell('forget', 'b');
    await ada.untilHeard();
    expect(Date.now() - from).toBeGreaterThan(390);
    expect(Date.now() - from).toBeLessThan(1_000);
    expect(warnings).toEqual(['Other web processes did not answer in time.']);
  });

  it('answer by nothing what fails', async () => {
    const [ada, bob] = [sibling(1), sibling(2)];
    bob.answer('name', () => Promise.reject(new Error('no')));
    expect(await ada.ask('name', null)).toEqual([undefined]);
    expect(warnings).toHaveLength(1);
  });

  it('are none where nobody passes anything on', async () => {
    const alone = new Siblings({ warn: () => undefined });
    alone.tell('forget', 'a');
    expect([alone.any, alone.untilHeard(), await alone.ask('name', null)]).toEqual([false, null, []]);
  });
});
