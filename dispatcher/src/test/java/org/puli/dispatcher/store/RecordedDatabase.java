package org.puli.dispatcher.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** A database that remembers which statements were prepared on it. */
final class RecordedDatabase implements Database {
    private final Database database;
    private final Set<String> statements = new TreeSet<>();

    RecordedDatabase(Database database) {
        this.database = database;
    }

    /** All statements so far. */
    synchronized Set<String> statements() {
        return new TreeSet<>(statements);
    }

    private synchronized void note(Object sql) {
        statements.add(sql.toString());
    }

    private Connection recorded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("prepareStatement")) {
                        note(values[0]);
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection connect() throws SQLException {
        return recorded(database.connect());
    }

    @Override
    public Connection connectToRead() throws SQLException {
        return recorded(database.connectToRead());
    }

    @Override
    public Connection connectToReadAll() throws SQLException {
        return database.connectToReadAll();
    }

    @Override
    public Connection connectPatiently() throws SQLException {
        return database.connectPatiently();
    }

    @Override
    public Schema schema() throws SQLException {
        return database.schema();
    }

    @Override
    public void migrate() {
        database.migrate();
    }

    @Override
    public Dialect dialect() {
        return database.dialect();
    }
}
