"""A small plan of our own for tests of jobs."""

from __future__ import annotations

from greenplan_desktop.model.plan import Due, Plan, Target, Task


def small_plan(tasks: int = 4, title: str = "云岭区绿色发展行动方案（2023—2025年）") -> Plan:
    """A plan with a few tasks under two chapters, three units and a group."""
    return Plan(
        title=title,
        short_name="绿色发展行动方案",
        document_number=f"云岭府发〔2023〕{len(title)}号",
        issuer="重庆市云岭区人民政府",
        issue_date="2023-03-01",
        period=(2023, 2025),
        tasks=tuple(
            Task(
                code=str(n),
                number=str(n),
                path=("三、重点任务", "（一）产业" if n % 2 else "（二）能源"),
                title=f"任务{n}",
                text=f"做好第{n}件事。",
                lead_units=("区经济信息委",) if n % 3 else (),
                responsible_units=("区科技局", "各镇街"),
                groups=("各镇街",),
                open_ended=n % 2 == 0,
                clause="（区经济信息委牵头，区科技局、各镇街配合）",
                due=Due("2025年底前", "2025-12-31"),
                targets=(Target(f"新增{n}0家", "企业", "=", f"{n}0", "家", 2025),),
            )
            for n in range(1, tasks + 1)
        ),
        plan_targets=(Target("达到14.5%", "占比", ">=", "14.50", "%", 2025),),
        source_text="正文",
    )
