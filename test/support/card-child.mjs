/** What a spec has its child run in place of apps/worker/card-child.ts. It does what the card is named for. */
process.on('message', ({ work }) => {
  if (!work) return process.send({ ready: true });
  const acts = {
    draws: () => process.send({ answer: Buffer.from(`${process.pid}`) }),
    fails: () => process.send({ failed: 'It could not be drawn.' }),
    exits: () => process.exit(3),
    waits: () => undefined,
  };
  acts[work.community]();
});
process.once('disconnect', () => process.exit(0));
