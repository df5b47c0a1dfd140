import { runMain } from './runner/step.ts';
import { sweep } from './steps/sweep.ts';

/** The action `sweep`, which revokes what lost jobs have left behind. */
void runMain(sweep);
