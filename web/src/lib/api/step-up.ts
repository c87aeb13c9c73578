type Asker = () => Promise<boolean>;

let asker: Asker | null = null;
let flight: Promise<boolean> | null = null;

/**
 * Some changes ask for the proof again (`reauthentication-required`). The API's client asks here and repeats the request,
 * so that no screen has to know; a dialog at the root of the app answers.
 */
export const stepUp = {
  /** Whether the person has proven again who they are. Several requests at once ask once. */
  ask(): Promise<boolean> {
    if (!asker) return Promise.resolve(false);
    flight ??= asker().finally(() => (flight = null));
    return flight;
  },

  /** Makes `next` answer, until the returned function is called. */
  answerBy(next: Asker): () => void {
    asker = next;
    return () => {
      if (asker === next) asker = null;
    };
  },
};
