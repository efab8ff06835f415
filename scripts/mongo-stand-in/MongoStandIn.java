import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Speaks MongoDB's wire protocol over an H2 file, for machines where no mongod can be had.
 * Usage: java MongoStandIn PORT FILE|memory. Limits: docs/setup.md.
 */
public final class MongoStandIn {
  private static final Set<String> WRITING =
      Set.of("insert", "update", "delete", "findandmodify", "renamecollection", "aggregate");

  /** The newest built-in version reports wire 8, the npm driver wants 9. */
  private static final MongoVersion VERSION =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(4, 4, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 9;
        }

        @Override
        public String toVersionString() {
          return "4.4.0";
        }
      };

  /** Commits before a write is acknowledged: H2's own commit comes up to a second later. */
  private static final class CommittingBackend extends H2Backend {
    CommittingBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
      Document reply = super.handleCommand(channel, database, command, query);
      if (writes(command)) {
        commit();
      }
      return reply;
    }

    private static boolean writes(String command) {
      String name = command.toLowerCase(Locale.ROOT);
      return WRITING.contains(name) || name.startsWith("create") || name.startsWith("drop");
    }
  }

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    MVStore store = args[1].equals("memory") ? MVStore.open(null) : MVStore.open(args[1]);
    // With a retention time, space written moments ago may be missing from the file after a crash.
    store.setRetentionTime(0);
    MongoServer server = new MongoServer(new CommittingBackend(store).version(VERSION));
    // The oplog stays off: on H2 its file only grows.
    server.bind("127.0.0.1", port);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("MongoDB stand-in listens on " + port);
  }

  private MongoStandIn() {}
}
