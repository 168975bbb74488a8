package org.puli.dispatcher.live;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest view of each thing of one kind. One thread writes, all read without waiting. A view takes the place of the
 * last one of the same thing thousands of times in a second: that is found by hash, while the order stays as it is.
 */
final class ViewTable<K extends Comparable<K>, V> {
    private final Map<K, Cell<V>> cells = new ConcurrentHashMap<>();
    private final NavigableMap<K, Cell<V>> ordered = new ConcurrentSkipListMap<>();

    /** What is shown of one thing. */
    private static final class Cell<V> {
        private volatile V view;

        Cell(V view) {
            this.view = view;
        }
    }

    void put(K key, V view) {
        Cell<V> cell = cells.get(key);
        if (cell == null) {
            Cell<V> made = new Cell<>(view);
            cells.put(key, made);
            ordered.put(key, made);
        } else {
            cell.view = view;
        }
    }

    void remove(K key) {
        cells.remove(key);
        ordered.remove(key);
    }

    void clear() {
        cells.clear();
        ordered.clear();
    }

    /** The newest view of a thing; null when there is none. */
    @Nullable
    V find(K key) {
        Cell<V> cell = cells.get(key);
        return cell == null ? null : cell.view;
    }

    int size() {
        return cells.size();
    }

    /** All in the order of their keys; what changes meanwhile may be seen or not. */
    Collection<V> ascending() {
        return views(ordered.values());
    }

    /** All in the other order. */
    Collection<V> descending() {
        return views(ordered.descendingMap().values());
    }

    private static <V> Collection<V> views(Collection<Cell<V>> cells) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<V> iterator() {
                Iterator<Cell<V>> next = cells.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return next.hasNext();
                    }

                    @Override
                    public V next() {
                        return next.next().view;
                    }
                };
            }

            @Override
            public int size() {
                return cells.size();
            }
        };
    }
}
