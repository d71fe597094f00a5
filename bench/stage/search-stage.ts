import type { Run } from '../run.js';
import { Undo } from '../undo.js';
import { BenchOpenSearch } from './opensearch.js';
import { Stage } from './stage.js';

export interface SearchStage {
  readonly stage: Stage;
  readonly search: BenchOpenSearch;
}

/**
 * A database and an OpenSearch of their own, so that nothing but the measure's communities has to be indexed. The server
 * runs without OpenSearch at first; that of other measures stands still meanwhile. All of it is gone afterwards.
 */
export async function withSearchStage(run: Run, work: (place: SearchStage) => Promise<void>): Promise<void> {
  const undo = new Undo();
  run.undo.refuseAtEnd();
  run.undo.push(() => undo.all());
  await run.pauseServer();
  try {
    const stage = await Stage.open(run.root, undo);
    await work({ stage, search: await BenchOpenSearch.start(run.root, stage.folder, undo) });
  } finally {
    await undo.all();
    await run.resumeServer();
  }
}
