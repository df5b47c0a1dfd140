import { runMain } from './runner/step.ts';
import { sweep } from './sweep-story.ts';

/** The action that revokes what lost jobs have left behind. */
void runMain(sweep);
