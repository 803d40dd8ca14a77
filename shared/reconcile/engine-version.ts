/**
 * Moves when the engine's rules change in a way that gives other results for the same input: stored results are then made anew, and a replay
 * of an older archive that differs says that it was made with another version.
 */
export const ENGINE_VERSION = 8;
