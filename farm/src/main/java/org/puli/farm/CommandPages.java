package org.puli.farm;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a task that have left their first state, by index. Pages, and places for
 * pages, are made when they are first needed, so that a waiting command costs nothing. Owned by the loop.
 */
final class CommandPages {
    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private @Nullable Command[] @Nullable [] pages = new Command[0][];

    @Nullable
    Command find(int index) {
        int number = index >> PAGE_BITS;
        @Nullable Command[] page = number < pages.length ? pages[number] : null;
        return page == null ? null : page[index & (PAGE_SIZE - 1)];
    }

    void put(int index, Command command) {
        int number = index >> PAGE_BITS;
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(number + 1, 2 * pages.length));
        }
        @Nullable Command[] page = pages[number];
        if (page == null) {
            page = new Command[PAGE_SIZE];
            pages[number] = page;
        }
        page[index & (PAGE_SIZE - 1)] = command;
    }

    void forEach(Consumer<Command> action) {
        for (@Nullable Command[] page : pages) {
            if (page != null) {
                for (Command command : page) {
                    if (command != null) {
                        action.accept(command);
                    }
                }
            }
        }
    }
}
