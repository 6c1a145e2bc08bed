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

    private Life Make(Block block, Scope scope, Track track) => block switch
    {
        Sequence sequence => new Sequel(this, sequence, scope, track),
        Choice choice => new Chosen(this, choice, scope, track),
        Fork fork => new Abreast(this, fork, scope),
        Loop loop => new Repeated(this, loop, scope, track),
        EarlyEnd early => new Fate(early, scope, track),
        Inner inner => new Activity(this, inner, inner.Inside, timed: null, scope, track),
        Timed timed => new Activity(this, timed, timed.Inside, timed, scope, track),
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
        private readonly List<(Life Life, Track Track)> _lines = [];

        public bool Terminated { get; set; }

        public bool IsDone => Terminated || _lines.TrueForAll(line => line.Life.IsDone || line.Track.Ended);

        public void Begin(int v) => Add(block, v);

        public void Add(Block body, int v)
        {
            var track = new Track(beside: false);
            var life = model.Make(body, this, track);
            _lines.Add((life, track));
            life.Begin(v);
        }

        public IEnumerable<string> Waiting() => Terminated ? [] : _lines.Where(line => !line.Track.Ended).SelectMany(line => line.Life.Waiting());

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
    }

    private sealed class Simple(string id) : Life
    {
        private bool _done;
        public override bool IsDone => _done;
        public override void Begin(int v) => _done = false;
        public override IEnumerable<string> Waiting() => _done ? [] : [id];
        public override void Leave(string node, int v) => _done = true;
        public override void Fire(string node, int v) => throw new InvalidOperationException("No timer here.");
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
