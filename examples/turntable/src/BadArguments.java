/** A command line that makes no sense; the message says why. */
final class BadArguments extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadArguments(String message) {
        super(message);
    }
}
