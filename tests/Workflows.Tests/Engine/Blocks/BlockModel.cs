namespace Workflows.Tests.Engine.Blocks;

/// <summary>
/// What a block does, told by its structure alone: no tokens, gateways or joins. It says which nodes wait after each event, and the
/// engine must say the same.
/// </summary>
internal sealed class BlockModel(Block block, Dictionary<Block, string> ids)
{
    private Scope? _root;

    public bool IsDone => _root is { IsDone: true };

    public List<string> Waiting => _root is null ? [] : [.. _root.Waiting().Order(StringComparer.Ordinal)];

    public void Start(int v) => (_root = new Scope(this, block)).Begin(v);

    /// <summary>A node that waits goes on: completed, served, delivered, fired.</summary>
    public void Leave(string node, int v) => _root!.Leave(node, v);

    /// <summary>The timer at a waiting activity fires.</summary>
    public void Interrupt(string node, int v) => _root!.Fire(node, v);

    /// <summary>What follows the target begins anew with it.</summary>
    public void Return(string target)
    {
        var task = BlockOf(target);
        _root!.ReturnTo(task, BlockOrder.PathTo(task, block), BlockOrder.After(task, block));
    }

    /// <summary>The tasks that a case can be given back to from a task.</summary>
    public static Dictionary<string, HashSet<string>> Returns(Block block, Dictionary<Block, string> ids)
    {
        var tasks = ids.Where(entry => entry.Key is Leaf { IsUser: true } or Timed { Inside: null }).ToList();
        var targets = tasks.ConvertAll(target => (target.Value, From: BlockOrder.From(target.Key, block)));
        return tasks.ToDictionary(
            from => from.Value,
            from => targets.Where(target => target.From.Contains(from.Key)).Select(target => target.Value).ToHashSet(StringComparer.Ordinal));
    }

    private Block BlockOf(string node) => ids.Single(entry => entry.Value == node).Key;

    private Life Make(Block block, Scope scope, Track track) => block switch
    {
        Sequence sequence => new Sequel(this, sequence, scope, track),
        Choice choice => new Chosen(this, choice, scope, track),
        Fork fork => new Abreast(this, fork, scope),
        Loop loop => new Repeated(this, loop, scope, track),
        EarlyEnd early => new Fate(early, scope, track),
        Inner inner => new Activity(this, inner, inner.Inside, timed: null, scope, track),
        Timed timed => new Activity(this, timed, timed.Inside, timed, scope, track),
        Leaf { IsSigned: true } leaf => new Signed(leaf.Kind, ids[block]),
        _ => new Simple(ids[block]),
    };

    /// <summary>One line of action: a plain end ends it, and the scope with it unless others go on.</summary>
    private sealed class Track(bool beside)
    {
        public bool Beside => beside;
        public bool Ended { get; set; }
    }

    private sealed class Scope(BlockModel model, Block block)
    {
        private readonly List<(Life Life, Track Track, Block Body)> _lines = [];

        public bool Terminated { get; set; }

        public bool IsDone => Terminated || _lines.TrueForAll(line => line.Life.IsDone || line.Track.Ended);

        public void Begin(int v) => Add(block, v);

        public void Add(Block body, int v)
        {
            var track = new Track(beside: false);
            var life = model.Make(body, this, track);
            _lines.Add((life, track, body));
            life.Begin(v);
        }

        public IEnumerable<string> Waiting() => Terminated ? [] : _lines.Where(line => !line.Track.Ended).SelectMany(line => line.Life.Waiting());

        /// <summary>What a timer started beside an activity that comes again is taken back with it.</summary>
        public void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after)
        {
            _lines.RemoveAll(line => after.Contains(line.Body) && !path.Contains(line.Body));
            var inwards = path.ToList();
            var (life, track, _) = _lines.Where(line => path.Contains(line.Body)).MinBy(line => inwards.FindIndex(part => ReferenceEquals(part, line.Body)));
            track.Ended = false;
            life.ReturnTo(target, path, after);
        }

        public void Leave(string node, int v) => _lines.Find(line => line.Life.Waiting().Contains(node)).Life.Leave(node, v);

        public void Fire(string node, int v) => _lines.Find(line => line.Life.Waiting().Contains(node)).Life.Fire(node, v);
    }

    private abstract class Life
    {
        public abstract bool IsDone { get; }
        public abstract void Begin(int v);
        public abstract IEnumerable<string> Waiting();
        public abstract void Leave(string node, int v);
        public abstract void Fire(string node, int v);

        /// <summary>The target, which lies in here, is what waits now.</summary>
        public abstract void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after);
    }

    /// <summary>Several sign: half of three are two.</summary>
    private sealed class Signed(LeafKind kind, string id) : Life
    {
        private readonly int _signers = kind is LeafKind.SignedByAll or LeafKind.SignedInTurn ? 2 : 3;
        private readonly int _needed = kind is LeafKind.SignedByOne ? 1 : 2;
        private int _assents;
        private int _refusals;

        public override bool IsDone => _assents >= _needed || _refusals > _signers - _needed;

        public override void Begin(int v) => (_assents, _refusals) = (0, 0);

        public override IEnumerable<string> Waiting() =>
            IsDone ? [] : Enumerable.Repeat(id, kind is LeafKind.SignedInTurn ? 1 : _signers - _assents - _refusals);

        public override void Leave(string node, int v)
        {
            if (v % 2 == 0) _assents++;
            else _refusals++;
        }

        public override void Fire(string node, int v) => throw new InvalidOperationException("No timer here.");
        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => Begin(0);
    }

    private sealed class Simple(string id) : Life
    {
        private bool _done;
        public override bool IsDone => _done;
        public override void Begin(int v) => _done = false;
        public override IEnumerable<string> Waiting() => _done ? [] : [id];
        public override void Leave(string node, int v) => _done = true;
        public override void Fire(string node, int v) => throw new InvalidOperationException("No timer here.");
        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => _done = false;
    }

    private sealed class Fate(EarlyEnd early, Scope scope, Track track) : Life
    {
        public override bool IsDone => true;

        public override void Begin(int v)
        {
            if (v != 1) return;
            if (early.Terminate || track.Beside) scope.Terminated = true;
            else track.Ended = true;
        }

        public override IEnumerable<string> Waiting() => [];
        public override void Leave(string node, int v) => throw new InvalidOperationException("Nothing waits here.");
        public override void Fire(string node, int v) => throw new InvalidOperationException("Nothing waits here.");
        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => throw new InvalidOperationException("No task is here.");
    }

    /// <summary>Lives that follow one another within the same line.</summary>
    private abstract class Following(Scope scope, Track track) : Life
    {
        protected Life? Current { get; set; }
        protected bool Over => scope.Terminated || track.Ended;
        public override bool IsDone => Current is null;
        public override IEnumerable<string> Waiting() => Current?.Waiting() ?? [];

        public override void Leave(string node, int v)
        {
            Current!.Leave(node, v);
            GoOn(v);
        }

        public override void Fire(string node, int v)
        {
            Current!.Fire(node, v);
            GoOn(v);
        }

        protected void GoOn(int v)
        {
            while (!Over && Current is { IsDone: true })
            {
                Current = Next(v);
                Current?.Begin(v);
            }
        }

        protected abstract Life? Next(int v);
    }

    private sealed class Sequel(BlockModel model, Sequence sequence, Scope scope, Track track) : Following(scope, track)
    {
        private readonly Scope _scope = scope;
        private readonly Track _track = track;
        private int _at;

        public override void Begin(int v)
        {
            Current = model.Make(sequence.Inside[_at = 0], _scope, _track);
            Current.Begin(v);
            GoOn(v);
        }

        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after)
        {
            var at = sequence.Inside.ToList().FindIndex(path.Contains);
            // What runs beside the target within the same part goes on.
            if (at != _at || Current is null) Current = model.Make(sequence.Inside[_at = at], _scope, _track);
            Current.ReturnTo(target, path, after);
        }

        protected override Life? Next(int v) => ++_at < sequence.Inside.Length ? model.Make(sequence.Inside[_at], _scope, _track) : null;
    }

    private sealed class Chosen(BlockModel model, Choice choice, Scope scope, Track track) : Following(scope, track)
    {
        private readonly Scope _scope = scope;
        private readonly Track _track = track;

        public override void Begin(int v)
        {
            Current = model.Make(choice.Inside[Math.Min(v, choice.Inside.Length - 1)], _scope, _track);
            Current.Begin(v);
            GoOn(v);
        }

        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => Current!.ReturnTo(target, path, after);

        protected override Life? Next(int v) => null;
    }

    private sealed class Repeated(BlockModel model, Loop loop, Scope scope, Track track) : Following(scope, track)
    {
        private readonly Scope _scope = scope;
        private readonly Track _track = track;

        public override void Begin(int v)
        {
            Current = Round();
            Current.Begin(v);
            GoOn(v);
        }

        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => (Current ??= Round()).ReturnTo(target, path, after);

        protected override Life? Next(int v) => v == 0 ? Round() : null;

        private Life Round() => model.Make(new Sequence([loop.First, loop.Inside]), _scope, _track);
    }

    private sealed class Abreast(BlockModel model, Fork fork, Scope scope) : Life
    {
        private readonly Track _inside = new(beside: true);
        private List<Life> _lives = [];

        public override bool IsDone => _lives.TrueForAll(life => life.IsDone);

        public override void Begin(int v)
        {
            _lives = [.. fork.Inside.Select(part => model.Make(part, scope, _inside))];
            foreach (var life in _lives) life.Begin(v);
        }

        public override IEnumerable<string> Waiting() => _lives.SelectMany(life => life.Waiting());
        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after) => _lives[fork.Inside.ToList().FindIndex(path.Contains)].ReturnTo(target, path, after);
        public override void Leave(string node, int v) => _lives.Find(life => life.Waiting().Contains(node))!.Leave(node, v);
        public override void Fire(string node, int v) => _lives.Find(life => life.Waiting().Contains(node))!.Fire(node, v);
    }

    /// <summary>A user task or subprocess, with or without a timer.</summary>
    private sealed class Activity(BlockModel model, Block owner, Block? body, Timed? timed, Scope scope, Track track) : Life
    {
        private readonly string _id = model.IdOf(owner);
        private Scope? _inside;
        private Life? _branch;
        private bool _left;

        public override bool IsDone => _left && (_branch is null || _branch.IsDone);

        public override void Begin(int v)
        {
            if (body is null) return;
            _inside = new Scope(model, body);
            _inside.Begin(v);
            _left = _inside.IsDone;
        }

        public override IEnumerable<string> Waiting()
        {
            if (_branch is not null) return _branch.Waiting();
            return _left ? [] : _inside is null ? [_id] : _inside.Waiting().Append(_id);
        }

        public override void ReturnTo(Block target, HashSet<Block> path, HashSet<Block> after)
        {
            if (ReferenceEquals(target, owner)) (_left, _branch, _inside) = (false, null, null);
            else if (_branch is not null && path.Contains(timed!.Branch)) _branch.ReturnTo(target, path, after);
            else _inside!.ReturnTo(target, path, after);
        }

        public override void Leave(string node, int v)
        {
            if (_branch is not null) _branch.Leave(node, v);
            else if (_inside is null) _left = true;
            else
            {
                _inside.Leave(node, v);
                _left = _inside.IsDone;
            }
        }

        public override void Fire(string node, int v)
        {
            if (_branch is not null)
            {
                _branch.Fire(node, v);
            }
            else if (node != _id)
            {
                _inside!.Fire(node, v);
                _left = _inside.IsDone;
            }
            else if (timed!.Interrupting)
            {
                _left = true;
                _branch = model.Make(timed.Branch, scope, track);
                _branch.Begin(v);
            }
            else
            {
                scope.Add(timed.Branch, v);
            }
        }
    }

    private string IdOf(Block block) => ids[block];
}
