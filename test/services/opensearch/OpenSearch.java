import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/** {@code OpenSearch PORT FOLDER}: one node on 127.0.0.1 with the modules of its class path, until the process is told to end. */
public class OpenSearch {
    /** By the names of version 3 and of version 2. */
    private static final List<String> MODULES = List.of(
        "org.opensearch.transport.Netty4ModulePlugin", "org.opensearch.transport.Netty4Plugin",
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin", "org.opensearch.analysis.common.CommonAnalysisPlugin",
        "org.opensearch.index.reindex.ReindexModulePlugin", "org.opensearch.index.reindex.ReindexPlugin",
        "org.opensearch.plugin.analysis.icu.AnalysisICUPlugin",
        "org.opensearch.plugin.analysis.smartcn.AnalysisSmartChinesePlugin");

    /** Its constructor is protected, and takes descriptions of the modules in version 3, their classes in version 2. */
    private static final class LocalNode extends Node {
        @SuppressWarnings({"unchecked", "rawtypes"})
        LocalNode(Environment environment, Collection modules) {
            super(environment, modules, false);
        }
    }

    public static void main(String[] words) throws Exception {
        int port = Integer.parseInt(words[0]);
        Path home = Path.of(words[1]).toAbsolutePath();
        Files.createDirectories(home.resolve("config"));
        Settings settings = Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "test-" + port)
            .put("node.name", "test-" + port)
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0")
            .put("discovery.type", "single-node")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("cluster.max_shards_per_node", 5000)
            .build();
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "test-" + port);
        Node node = new LocalNode(environment, modules());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static Collection<Object> modules() {
        boolean areDescribed = Arrays.stream(Node.class.getDeclaredConstructors())
            .anyMatch(made -> made.getParameterCount() == 3 && made.getGenericParameterTypes()[1].getTypeName().contains("PluginInfo"));
        Collection<Object> modules = new ArrayList<>();
        for (String name : MODULES) {
            try {
                Class<?> module = Class.forName(name);
                modules.add(areDescribed ? described(name) : module);
            } catch (ClassNotFoundException ofTheOtherVersion) {
                continue;
            }
        }
        return modules;
    }

    private static PluginInfo described(String name) {
        String java = Integer.toString(Runtime.version().feature());
        return new PluginInfo(name, "of the class path", "NA", Version.CURRENT, java, name, List.of(), false);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }
}
