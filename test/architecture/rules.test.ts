import { globSync, readFileSync } from 'node:fs';

/** Rules that no linter of ours can see: what may stand in which sources only. */
const RULES = [
  {
    rule: 'the environment is read where options are',
    pattern: /\bprocess\.env\b/,
    except: ['src/kernel/options.ts', 'src/service.options.ts'],
  },
  {
    rule: 'connections are made in one place',
    pattern: /\bnew (Redis|Cluster|IORedis)(\.Cluster)?\(/,
    except: ['src/redis/client.ts'],
  },
  {
    rule: 'no command walks or empties the whole key space',
    pattern: /['"`](FLUSHALL|FLUSHDB|KEYS|SCAN|SWAPDB)['"`]|\.(flushall|flushdb|swapdb|scan|scanStream)\(/,
    except: [],
  },
  {
    rule: 'no client is asked for KEYS',
    pattern: /\b(client|subscriber|raw|redis|pipeline|multi)\.keys\((?!'[a-z-]+'\))/,
    except: ['src/redis/connection.ts'],
  },
  {
    rule: 'keys are built in *.keys.ts',
    pattern: /\bkeySpace\(|\.root\b/,
    except: ['src/redis/keys.ts', 'src/redis/connection.ts'],
  },
  {
    // Nest hands a request with an interceptor through Observables: that took about a third of the time of a plain GET.
    rule: 'no interceptor is around every request',
    pattern: /\bAPP_INTERCEPTOR\b|useGlobalInterceptors\(/,
    except: ['src/features/cache/cache.http.interceptor.ts'],
  },
  { rule: 'modules do not wait for each other', pattern: /\bforwardRef\(/, except: [] },
  {
    rule: 'the compiler and the linter are not told to look away',
    pattern: /@ts-(ignore|nocheck|expect-error)|(oxlint|eslint)-disable/,
    except: [],
  },
  { rule: 'nothing is left for later', pattern: /\b(TODO|FIXME|XXX|HACK)\b/, except: [] },
];

const sources = globSync('src/**/*.{ts,lua}').filter((file) => !file.endsWith('.keys.ts'));

it.each(RULES)('$rule', ({ pattern, except }) => {
  const lines = sources
    .filter((file) => !except.includes(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line, i) => ({ line, place: `${file}:${i + 1}: ${line.trim()}` })),
    );
  expect(lines.filter(({ line }) => pattern.test(line)).map(({ place }) => place)).toEqual([]);
});
