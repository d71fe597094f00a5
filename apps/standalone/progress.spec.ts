import { Progress } from './progress.js';

describe('the steps of a start', () => {
  let shown: string;
  const progress = (): Progress => new Progress(2, 6, (text) => (shown += text.replace(/\d\.\d s/, '0.1 s')));
  beforeEach(() => (shown = ''));

  it('are shown one line each, numbered on from those before', async () => {
    const steps = progress();
    expect(await steps.step('Database', () => Promise.resolve('its address'))).toBe('its address');
    await steps.step('Migrations', () => Promise.resolve());
    expect(shown).toBe('[3/6] Database … ok (0.1 s)\n[4/6] Migrations … ok (0.1 s)\n');
  });

  it('may carry remarks, and end with the whole line all the same', async () => {
    const steps = progress();
    await steps.step('Database', () => Promise.resolve(steps.remark('A new database is made.')));
    expect(shown).toBe('[3/6] Database …\n      A new database is made.\n[3/6] Database … ok (0.1 s)\n');
  });

  it('say when one failed', async () => {
    await expect(progress().step('Database', () => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    expect(shown).toBe('[3/6] Database … failed\n');
  });
});
