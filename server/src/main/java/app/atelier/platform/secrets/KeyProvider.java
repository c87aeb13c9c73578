package app.atelier.platform.secrets;

/** Who holds the key that wraps data keys: it never leaves there, except where it is a file of ours. */
public interface KeyProvider {

    /** As it stands beside what it wrapped: {@code file}, {@code aws-kms}, {@code vault}. */
    String name();

    /**
     * Wraps a data key, for a context that {@link #unwrap} must be told again.
     *
     * @throws Failed when the provider cannot or will not
     */
    byte[] wrap(byte[] key, String context);

    /** @throws Failed when the provider cannot, will not, or did not wrap this */
    byte[] unwrap(byte[] wrapped, String context);

    /** The provider does not do it. */
    final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param sentence what is wrong and what to do about it, for the person who runs the installation */
        public Failed(String sentence) {
            super(sentence, null, false, false);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
