package app.atelier.platform;

/** What the command line shows to prove that it runs on the server's machine, as its user; new at every start. */
public record LocalSecret(String value) {
}
