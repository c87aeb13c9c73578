package app.atelier.platform.secrets;

class FileKeyProviderTest extends KeyProviderContract {

    private final KeyProvider one = new FileKeyProvider(Aes.newKey());
    private final KeyProvider two = new FileKeyProvider(Aes.newKey());

    @Override
    KeyProvider provider() {
        return one;
    }

    @Override
    KeyProvider other() {
        return two;
    }
}
