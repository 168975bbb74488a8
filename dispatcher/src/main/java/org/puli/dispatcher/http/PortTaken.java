package org.puli.dispatcher.http;

/** The address cannot be listened on. */
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the address and what to do. */
    public PortTaken(String bind, int port, Throwable cause) {
        super(
                "cannot listen on " + bind + ":" + port + " (" + rootMessage(cause)
                        + "); stop what uses it, or choose others with --port and --bind",
                cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
