package org.puli.farm;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a task that have left their first state, by index. Pages are made when they are first needed, so that
 * a waiting command costs nothing. Owned by the loop.
 */
final class CommandPages {
    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private final @Nullable Command[][] pages;

    CommandPages(int count) {
        pages = new Command[(count + PAGE_SIZE - 1) >> PAGE_BITS][];
    }

    @Nullable
    Command find(int index) {
        @Nullable Command[] page = pages[index >> PAGE_BITS];
        return page == null ? null : page[index & (PAGE_SIZE - 1)];
    }

    void put(int index, Command command) {
        int number = index >> PAGE_BITS;
        if (pages[number] == null) {
            pages[number] = new Command[PAGE_SIZE];
        }
        pages[number][index & (PAGE_SIZE - 1)] = command;
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
