package org.puli.dispatcher.lead;

import java.util.List;

/**
 * The place of the one that leads. At most one dispatcher holds it at a time, as far as the server knows; that nobody
 * else writes is the store's own care. One thread at a time.
 */
public interface Seat extends AutoCloseable {
    /**
     * Takes the place, or says that somebody else has it.
     *
     * @throws org.puli.dispatcher.loop.StoreFailure when nobody can be asked
     */
    boolean take();

    /**
     * Whether it is surely still held: asks the server. No when that cannot be asked; then {@link #take} tells
     * more.
     */
    boolean isHeld();

    /**
     * Says who is to take it, while it is still held, so that this one looks often. Where that cannot be said the place
     * is lost, as when the server is.
     */
    void promise(String next);

    /** Gives it up. {@code next} is the address of the one that is to take it; empty for anybody. */
    void leave(String next);

    /**
     * Who leads and who waits. Says at the same time that this dispatcher is here.
     *
     * @throws org.puli.dispatcher.loop.StoreFailure when nobody can be asked
     */
    View look();

    @Override
    void close();

    /**
     * What the server knows.
     *
     * @param term by what the term of the one that leads, or led last, is known; empty before any
     * @param address where that one is
     * @param process its process, for people
     * @param since when it began, milliseconds since 1970
     * @param next who is to take the place; empty for anybody
     * @param standbys addresses of those that wait and were heard of in the last seconds, in order
     */
    record View(String term, String address, String process, long since, String next, List<String> standbys) {
        /** Nobody. */
        public static final View NOBODY = new View("", "", "", 0, "", List.of());

        /** Copies the list. */
        public View {
            standbys = List.copyOf(standbys);
        }
    }
}
